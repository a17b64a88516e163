import { nextTurn } from '#shared/event-loop';
import type { PromptFragment } from '../domain/fragment';
import { Inlining, type Inlined, type InliningRules } from '../domain/inlining';
import type { FragmentSource, ReferenceScope } from './fragment-source.port';
import { MAX_LEVEL } from '../../template/domain/reference';

/** The number of addresses in one statement, because SQLite limits the number of ORs. */
const BATCH_SIZE = 100;

/** Replaces all references of a prompt by their texts. */
export class TextInliner {
  constructor(private readonly source: FragmentSource) {}

  /** Reads level by level. It reads a text once, however many texts refer to it. */
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
