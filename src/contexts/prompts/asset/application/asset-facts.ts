import type { Actor } from '#shared/actor';
import type { AuditRule } from '#shared/audit';
import type { Subject } from '#shared/audit-fact';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import { ASSET_FIELDS, type AssetState } from '../domain/asset';

/** The details of the audit log besides the states of an asset. */
export const assetSubject = (rule: AuditRule, actor: Actor, { project, prompt }: LocatedPrompt, key: string): Subject<AssetState> => ({
  rule,
  actor,
  project: project.slug,
  path: [prompt.state.slug, key],
  changes: ASSET_FIELDS,
});
