import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { MarketQuery } from '../../marketplace/domain/market-query';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { NamedProject, PublishedProjects } from '../../prompt/application/published-projects.port';
import type { MarketPage } from '../../prompt/application/read-published-prompts';
import type { Prompt } from '../../prompt/domain/prompt';
import { PublishedTexts } from '../../text/application/published-texts';
import type { TranslatedVersion } from '../../text/domain/new-text-version';
import type { Asset } from '../domain/asset';
import type { AssetRepository } from './asset-repository.port';
import type { AssetTranslationRepository } from './asset-translation-repository.port';
import type { AssetVersionListings } from './asset-version-listings.port';

export interface PublishedAsset extends TranslatedVersion {
  readonly asset: Asset;
  readonly prompt: Prompt;
  readonly project: NamedProject;
}

/** Reads the published versions of assets of the caller's tenant, those of projects that are closed to them as well. */
export class ReadPublishedAssets {
  readonly #published: PublishedTexts;

  constructor(
    private readonly policy: AccessPolicy,
    listings: AssetVersionListings,
    private readonly assets: AssetRepository,
    private readonly translations: AssetTranslationRepository,
    private readonly prompts: PromptRepository,
    private readonly projects: PublishedProjects,
  ) {
    this.#published = new PublishedTexts(listings, assets);
  }

  async execute(actor: Actor, query: MarketQuery): Promise<MarketPage<PublishedAsset>> {
    this.policy.require(actor, 'marketplace:read');
    const { tenantId } = actor;
    const { versions, hasMore } = await this.#published.page(tenantId, query);
    const distinct = (member: 'id' | 'parentId' | 'promptId' | 'projectId'): string[] => [
      ...new Set(versions.map(({ state }) => state[member])),
    ];
    const assets = new Map((await this.assets.byIds(tenantId, distinct('parentId'))).map((asset) => [asset.state.id, asset]));
    const prompts = new Map((await this.prompts.byIds(tenantId, distinct('promptId'))).map((prompt) => [prompt.state.id, prompt]));
    const projects = await this.projects.named(tenantId, distinct('projectId'));
    const translations = groupedBy(await this.translations.ofVersions(tenantId, distinct('id')), ({ state }) => state.versionId);
    const items = versions.flatMap((version) => {
      const { id, parentId, promptId, projectId } = version.state;
      const [asset, prompt, project] = [assets.get(parentId), prompts.get(promptId), projects.get(projectId)];
      // It is deleted since it was chosen.
      return asset && prompt && project ? [{ version, asset, prompt, project, translations: translations.get(id) ?? [] }] : [];
    });
    return { items, hasMore };
  }
}
