import type { Actor } from '#shared/actor';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { DetailedAssetVersion, ReadAssetVersions } from '../../asset/application/read-asset-versions';
import type { Asset } from '../../asset/domain/asset';
import { Listing } from '../../marketplace/domain/listing';
import type { ProjectRef } from '../../prompt/application/project-catalog.port';
import type { DetailedPrompt, DetailedVersion, ReadPrompts } from '../../prompt/application/read-prompts';
import { textState } from '../../prompt/domain/locale-status';
import {
  statisticsOf,
  type ExportDocument,
  type ExportedAsset,
  type ExportedAssetVersion,
  type ExportedPrompt,
  type ExportedVersion,
  type ExportMetadata,
} from '../domain/export-document';

/** Puts a prompt with everything that it has into one document. */
export class ExportPrompt {
  constructor(
    private readonly prompts: ReadPrompts,
    private readonly assets: AssetRepository,
    private readonly assetVersions: ReadAssetVersions,
  ) {}

  async execute(
    actor: Actor,
    project: ProjectRef,
    promptSlug: string,
    asked: Pick<ExportMetadata, 'timestamp' | 'deletionReason'>,
  ): Promise<ExportDocument> {
    const found = await this.prompts.whole(actor, project.slug, promptSlug);
    const versions = found.versions.map((each) => exportedVersion(each, promptSlug));
    const assets: ExportedAsset[] = [];
    for (const asset of await this.assets.listOfPrompt(actor.tenantId, found.prompt.state.id)) {
      const ofAsset = await this.assetVersions.ofAsset(actor.tenantId, asset.state.id);
      assets.push(exportedAsset(asset, ofAsset, promptSlug, project.slug));
    }
    return {
      backupMetadata: { ...asked, backupVersion: '1.0', deletedBy: actor.id, tenantId: actor.tenantId, projectId: project.slug },
      prompt: exportedPrompt(found, project.slug),
      versions,
      assets,
      tags: found.tags.map(({ id, name, description, createdAt, updatedAt }) => ({ id, name, description, createdAt, updatedAt })),
      // Nothing executes prompts yet.
      executionLogs: [],
      statistics: statisticsOf(versions, assets),
    };
  }
}

function exportedPrompt({ prompt }: DetailedPrompt, projectId: string): ExportedPrompt {
  const { slug, name, description, type, tenantId, ownerUserId, createdAt, updatedAt } = prompt.state;
  return { id: slug, name, description, type, projectId, tenantId, ownerUserId, createdAt, updatedAt };
}

/** Of versions that know of no model. */
const NO_MODEL = { aiModelId: null };

function exportedVersion({ version, translations, environments }: DetailedVersion, promptId: string): ExportedVersion {
  const { tenantId: _tenantId, projectId: _projectId, revision: _revision, variables, literals, ...shown } = version.state;
  return {
    ...NO_MODEL,
    ...shown,
    promptId,
    variables: [...variables],
    literals: [...literals],
    isActive: environments.length > 0,
    translations: translations.map(({ tenantId: _of, revision: _at, ...each }) => ({ ...each, state: textState(each, version.state) })),
    activeInEnvironments: environments.map((each) => ({ id: each.id, name: each.name })),
  };
}

function exportedAsset({ state }: Asset, versions: readonly DetailedAssetVersion[], promptId: string, projectId: string): ExportedAsset {
  const { id, key, name, category, enabled, createdAt, updatedAt } = state;
  return { id, promptId, projectId, key, name, category, enabled, createdAt, updatedAt, versions: versions.map(exportedAssetVersion) };
}

function exportedAssetVersion({ version: { state }, translations }: DetailedAssetVersion): ExportedAssetVersion {
  const { id, assetId, value, versionTag, languageCode, contentHash, changeMessage, status, activatedAt, createdAt, updatedAt } = state;
  return {
    id,
    assetId,
    value,
    versionTag,
    languageCode,
    contentHash,
    changeMessage,
    status,
    activatedAt,
    ...Listing.of(state).state,
    createdAt,
    updatedAt,
    translations: translations.map(({ state: { tenantId: _tenantId, revision: _revision, ...each } }) => ({
      ...each,
      state: each.sourceHash === contentHash ? 'current' : 'stale',
    })),
  };
}
