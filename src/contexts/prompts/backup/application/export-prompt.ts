import type { Actor } from '#shared/actor';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { Asset } from '../../asset/domain/asset';
import { Listing } from '../../marketplace/domain/listing';
import type { ProjectRef } from '../../prompt/application/project-catalog.port';
import type { DetailedPrompt, DetailedVersion, ReadPrompts } from '../../prompt/application/read-prompts';
import {
  statisticsOf,
  type ExportDocument,
  type ExportedAsset,
  type ExportedAssetVersion,
  type ExportedPrompt,
  type ExportedTranslation,
  type ExportedVersion,
  type ExportMetadata,
} from '../domain/export-document';
import type { TranslatedVersion } from '../../text/domain/new-text-version';
import type { ReadAssetVersions } from '../../asset/application/asset-text-use-cases';
import type { UsageReader } from '../../usage/application/usage-reader.port';
import { textState } from '../../text/domain/language-status';
import type { TextTranslation } from '../../text/domain/text-translation';
import type { TextVersion } from '../../text/domain/text-version';

/** Builds one document from a prompt with everything that it has. */
export class ExportPrompt {
  constructor(
    private readonly prompts: ReadPrompts,
    private readonly assets: AssetRepository,
    private readonly assetVersions: ReadAssetVersions,
    private readonly usage: UsageReader,
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
      const ofAsset = await this.assetVersions.translated(actor.tenantId, asset.state.id);
      assets.push(exportedAsset(asset, ofAsset, promptSlug, project.slug));
    }
    return {
      backupMetadata: { ...asked, backupVersion: '1.0', deletedBy: actor.id, tenantId: actor.tenantId, projectId: project.slug },
      prompt: exportedPrompt(found, project.slug),
      versions,
      assets,
      tags: found.tags.map(({ id, name, description, createdAt, updatedAt }) => ({ id, name, description, createdAt, updatedAt })),
      executionLogs: [],
      statistics: statisticsOf(versions, assets, await this.#executions(found)),
    };
  }

  async #executions({ prompt }: DetailedPrompt): Promise<number> {
    const filter = { versionTag: null, environmentId: null, language: null, callerId: null, kind: 'execute' } as const;
    const sums = await this.usage.sums(prompt.state, { from: 0, to: Number.MAX_SAFE_INTEGER }, filter, new Set());
    return sums.reduce((total, { accesses }) => total + accesses, 0);
  }
}

function exportedPrompt({ prompt }: DetailedPrompt, projectId: string): ExportedPrompt {
  const { slug, name, description, type, tenantId, ownerUserId, createdAt, updatedAt } = prompt.state;
  return { id: slug, name, description, type, projectId, tenantId, ownerUserId, createdAt, updatedAt };
}

/** For versions without an AI model. */
const NO_MODEL = { aiModelId: null };

function exportedVersion({ version, translations, environments }: DetailedVersion, promptId: string): ExportedVersion {
  const {
    tenantId: _tenantId,
    projectId: _projectId,
    parentId: _parentId,
    revision: _revision,
    text: promptText,
    variables,
    literals,
    ...shown
  } = version.state;
  return {
    ...NO_MODEL,
    ...shown,
    promptId,
    promptText,
    variables: [...variables],
    literals: [...literals],
    isActive: environments.length > 0,
    translations: translations.map((each) => ({ ...exportedTranslation(each, version), promptText: each.state.text })),
    activeInEnvironments: environments.map((each) => ({ id: each.id, name: each.name })),
  };
}

function exportedAsset({ state }: Asset, versions: readonly TranslatedVersion[], promptId: string, projectId: string): ExportedAsset {
  const { id, key, name, category, enabled, createdAt, updatedAt } = state;
  return { id, promptId, projectId, key, name, category, enabled, createdAt, updatedAt, versions: versions.map(exportedAssetVersion) };
}

function exportedAssetVersion({ version, translations }: TranslatedVersion): ExportedAssetVersion {
  const {
    id,
    parentId: assetId,
    text: value,
    versionTag,
    languageCode,
    contentHash,
    changeMessage,
    status,
    activatedAt,
    createdAt,
    updatedAt,
  } = version.state;
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
    ...Listing.of(version.state).state,
    createdAt,
    updatedAt,
    translations: translations.map((each) => ({ ...exportedTranslation(each, version), value: each.state.text })),
  };
}

function exportedTranslation(translation: TextTranslation, version: TextVersion): Omit<ExportedTranslation, 'promptText'> {
  const { id, versionId, languageCode, sourceHash, createdAt, updatedAt } = translation.state;
  return { id, versionId, languageCode, sourceHash, createdAt, updatedAt, state: textState(translation, version) };
}
