import { nextTurn } from '#shared/event-loop';
import type { PromptFragment } from '../domain/fragment';
import { Inlining, type Inlined, type InliningRules } from '../domain/inlining';
import type { FragmentSource, ReferenceScope } from './fragment-source.port';
import { MAX_LEVEL } from '../../template/domain/reference';

/** Addresses of one statement: SQLite takes only so many ORs. */
const BATCH_SIZE = 100;

/** Puts everything that a prompt refers to in its place. */
export class TextInliner {
  constructor(private readonly source: FragmentSource) {}

  /** Reads level by level; what several texts refer to is read once. */
  async inline(scope: ReferenceScope, root: PromptFragment, given: ReadonlyMap<string, unknown>, rules: InliningRules): Promise<Inlined> {
    const inlining = new Inlining(given, rules);
    let level = [root];
    for (let depth = 0; depth < MAX_LEVEL && level.length > 0; depth += 1) {
      const addresses = inlining.linksOf(level);
      level = [];
      for (let at = 0; at < addresses.length; at += BATCH_SIZE) {
        if (at > 0) await nextTurn();
        const wanted = addresses.slice(at, at + BATCH_SIZE);
        const found = await this.source.find(scope, wanted);
        wanted.forEach((address, index) => {
          const fragment = found[index] ?? null;
          inlining.add(address, fragment);
          if (fragment) level.push(fragment);
        });
      }
    }
    return inlining.inline(root);
  }
}
