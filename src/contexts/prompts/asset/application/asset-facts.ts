import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import { ASSET_FIELDS, type Asset } from '../domain/asset';

/** In the facts below null stands for "did not exist" as `before`, and for "is gone" as `after`. */
interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

interface Revised {
  readonly state: { readonly revision: number };
}

const revisionOf = ({ before, after }: Change<Revised>): number => after?.state.revision ?? (before?.state.revision ?? 0) + 1;

const pathOf = ({ project, prompt }: LocatedPrompt, ...parts: readonly string[]): string =>
  [project.slug, prompt.state.slug, ...parts].join('/');

export function assetFact(rule: AuditRule, actor: Actor, located: LocatedPrompt, change: Change<Asset>): AuditFact {
  const key = (change.after ?? change.before)?.state.key ?? '';
  return {
    rule,
    actor,
    resource: { id: pathOf(located, key), revision: revisionOf(change), projectId: located.project.slug },
    changes: changesBetween(change.before?.state ?? null, change.after?.state ?? null, ASSET_FIELDS),
  };
}
