import { BYTES_PER_TURN, TurnBudget } from '#shared/event-loop';
import { groupedBy } from '#shared/grouped-by';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetTranslationRepository } from '../../asset/application/asset-translation-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { Asset } from '../../asset/domain/asset';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { NamedProject, PublishedProjects } from '../../prompt/application/published-projects.port';
import type { TranslationRepository } from '../../prompt/application/translation-repository.port';
import type { VersionListings } from '../../prompt/application/version-listings.port';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { Prompt } from '../../prompt/domain/prompt';
import { assetReference } from '../../template/domain/reference';
import { assetReferencesOf, parseTemplate } from '../../template/domain/template';
import type { TranslatedVersion } from '../../text/domain/new-text-version';
import { CopyTooLong, PublicationNotFound } from '../domain/copy-errors';

/** The maximum bytes of the texts of a copy: all of them are in memory, and in one transaction. */
const MAX_COPY_BYTES = 16 * 1024 * 1024;

export interface SourceAddress {
  /** The slug of the project. */
  readonly project: string;
  /** The slug of the prompt. */
  readonly prompt: string;
  readonly versionTag: string;
}

export interface SourceAsset {
  readonly asset: Asset;
  /** Only those that the published text shows, oldest first. */
  readonly versions: readonly TranslatedVersion[];
}

/** A published version with everything that it shows. */
export interface PublishedVersion extends TranslatedVersion {
  readonly project: NamedProject;
  readonly prompt: Prompt;
  readonly assets: readonly SourceAsset[];
}

/** Reads a published version for a copy, whatever project it is in, and of its project nothing that the version does not show. */
export class PublishedSource {
  constructor(
    private readonly projects: PublishedProjects,
    private readonly prompts: PromptRepository,
    private readonly listings: VersionListings,
    private readonly versions: VersionRepository,
    private readonly translations: TranslationRepository,
    private readonly assets: AssetRepository,
    private readonly assetVersions: AssetVersionRepository,
    private readonly assetTranslations: AssetTranslationRepository,
  ) {}

  /** The version is locked: it is published until the transaction ends. Throws PublicationNotFound. */
  async require(tenantId: string, { project: slug, prompt: name, versionTag }: SourceAddress): Promise<PublishedVersion> {
    const project = await this.projects.find(tenantId, slug);
    const prompt = project && (await this.prompts.find(tenantId, project.id, name));
    const listed = prompt && (await this.listings.findPublished(tenantId, prompt.state.id, versionTag));
    if (!project || !prompt || !listed) throw new PublicationNotFound(slug, name, versionTag);
    const version = await this.versions.hold(listed);
    if (version.state.marketplaceStatus !== 'PUBLISHED') throw new PublicationNotFound(slug, name, versionTag);
    const translations = await this.translations.ofVersions(tenantId, [version.state.id]);
    const texts = [version.state.text, ...translations.map(({ state }) => state.text)];
    const assets = await this.#assets(tenantId, prompt, texts, version.state.literals);
    const ofAssets = assets.flatMap(({ versions }) => versions);
    const all = [...texts, ...ofAssets.flatMap((each) => [each.version.state.text, ...each.translations.map(({ state }) => state.text)])];
    const bytes = all.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (bytes > MAX_COPY_BYTES) throw new CopyTooLong(bytes, MAX_COPY_BYTES);
    return { project, prompt, version, translations, assets };
  }

  /** The versions of enabled assets to which the texts refer: a tag that no version has counts as no tag. */
  async #assets(tenantId: string, prompt: Prompt, texts: readonly string[], literals: readonly string[]): Promise<SourceAsset[]> {
    const wanted = await referencedAssets(texts, literals);
    if (wanted.size === 0) return [];
    const all = await this.assets.listOfPrompt(tenantId, prompt.state.id);
    const there = all.filter(({ state }) => state.enabled && wanted.has(state.key));
    const named = there.flatMap(({ state: { id, key } }) =>
      [...(wanted.get(key) ?? [])].flatMap((tag) => (tag === null ? [] : [{ parentId: id, versionTag: tag }])),
    );
    const tagged = groupedBy(await this.assetVersions.tagged(tenantId, named), (each) => each.parentId);
    const served = new Map(
      (
        await this.assetVersions.servedOf(
          tenantId,
          there.map(({ state }) => state.id),
        )
      ).map((each) => [each.parentId, each.id]),
    );
    const ids = there.flatMap(({ state: { id, key } }) => {
      const tags = new Map(tagged.get(id)?.map((each) => [each.versionTag, each.id]));
      return [...(wanted.get(key) ?? [])].flatMap((tag) => (tag === null ? undefined : tags.get(tag)) ?? served.get(id) ?? []);
    });
    const heads = await this.assetVersions.headsOf(tenantId, [...new Set(ids)]);
    const bytes = heads.reduce((sum, each) => sum + each.bytes, 0);
    if (bytes > MAX_COPY_BYTES) throw new CopyTooLong(bytes, MAX_COPY_BYTES);
    const oldestFirst = heads.toReversed().map(({ id }) => id);
    const versions = new Map((await this.assetVersions.byIds(tenantId, oldestFirst)).map((version) => [version.state.id, version]));
    const translations = groupedBy(await this.assetTranslations.ofVersions(tenantId, oldestFirst), ({ state }) => state.versionId);
    const found = oldestFirst.flatMap((id) => versions.get(id) ?? []);
    return there.flatMap((asset) => {
      const its = found.filter(({ state }) => state.parentId === asset.state.id);
      const shown = its.map((version) => ({ version, translations: translations.get(version.state.id) ?? [] }));
      return shown.length === 0 ? [] : [{ asset, versions: shown }];
    });
  }
}

/** Key → the tags to which the texts refer; null stands for none. */
async function referencedAssets(texts: readonly string[], literals: readonly string[]): Promise<Map<string, Set<string | null>>> {
  const turns = new TurnBudget(BYTES_PER_TURN);
  const wanted = new Map<string, Set<string | null>>();
  for (const text of texts) {
    for (const reference of assetReferencesOf(parseTemplate(text, literals))) {
      const { key, tag } = assetReference(reference);
      wanted.set(key, (wanted.get(key) ?? new Set()).add(tag));
    }
    await turns.spend(text.length);
  }
  return wanted;
}
