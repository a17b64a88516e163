import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import { ASSET_FIELDS, type Asset } from '../domain/asset';
import { ASSET_TRANSLATION_FIELDS, type AssetTranslation } from '../domain/asset-translation';
import { ASSET_VERSION_FIELDS, type AssetVersion } from '../domain/asset-version';
import type { LocatedAsset, LocatedAssetVersion } from './asset-lookup';

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

export function assetVersionFact(rule: AuditRule, actor: Actor, located: LocatedAsset, change: Change<AssetVersion>): AuditFact {
  const versionTag = (change.after ?? change.before)?.state.versionTag ?? '';
  return {
    rule,
    actor,
    resource: {
      id: pathOf(located, located.asset.state.key, versionTag),
      revision: revisionOf(change),
      projectId: located.project.slug,
    },
    changes: changesBetween(change.before?.state ?? null, change.after?.state ?? null, ASSET_VERSION_FIELDS),
  };
}

export function assetTranslationFact(
  rule: AuditRule,
  actor: Actor,
  { version, ...located }: LocatedAssetVersion,
  change: Change<AssetTranslation>,
): AuditFact {
  const languageCode = (change.after ?? change.before)?.state.languageCode ?? '';
  return {
    rule,
    actor,
    resource: {
      id: pathOf(located, located.asset.state.key, version.state.versionTag, languageCode),
      revision: revisionOf(change),
      projectId: located.project.slug,
    },
    changes: changesBetween(change.before?.state ?? null, change.after?.state ?? null, ASSET_TRANSLATION_FIELDS),
  };
}
