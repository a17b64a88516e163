import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { EnvironmentRef, ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { Prompt } from '../../prompt/domain/prompt';
import type { Asset } from '../domain/asset';
import type { AssetAddress, AssetLookup } from './asset-lookup';
import type { AssetPointers } from './asset-pointers.port';
import type { AssetRepository } from './asset-repository.port';
import type { AssetVersionRepository, AssetVersionTag } from './asset-version-repository.port';
import type { TranslatedVersion } from '../../text/domain/new-text-version';
import type { ReadAssetVersions } from './asset-text-use-cases';

export interface ListedAsset {
  readonly asset: Asset;
  /** Newest first. */
  readonly versions: readonly AssetVersionTag[];
}

export interface DetailedAsset {
  readonly asset: Asset;
  readonly prompt: Prompt;
  /** Newest first. */
  readonly versions: readonly (TranslatedVersion & { readonly environments: readonly EnvironmentRef[] })[];
}

/** Reads all assets of a prompt, or one with everything that it has. */
export class ReadAssets {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly prompts: PromptRepository,
    private readonly lookup: AssetLookup,
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
    private readonly detailed: ReadAssetVersions,
    private readonly pointers: AssetPointers,
  ) {}

  /** Empty if the project has no such prompt: v1 clients ask for prompts by other ids, and would show an error. */
  async list(actor: Actor, projectSlug: string, promptSlug: string, query: ListQuery): Promise<Page<ListedAsset>> {
    const { tenantId } = actor;
    const project = await this.catalog.project(actor, projectSlug, 'asset:read');
    const prompt = await this.prompts.find(tenantId, project.id, promptSlug);
    if (!prompt) return { items: [], next: null };
    const page = await this.assets.page(tenantId, prompt.state.id, query);
    const ids = query.limit === null ? null : page.items.map(({ state }) => state.id);
    const tags = groupedBy(await this.versions.tagsOf(tenantId, prompt.state.id, ids), (each) => each.parentId);
    return mapPage(page, (asset) => ({ asset, versions: tags.get(asset.state.id) ?? [] }));
  }

  async detail(actor: Actor, address: AssetAddress): Promise<DetailedAsset> {
    const { tenantId } = actor;
    const { project, prompt, asset } = await this.lookup.asset(actor, 'asset:read', address);
    await this.versions.requireShort(tenantId, asset.state.id);
    const versions = await this.detailed.translated(tenantId, asset.state.id);
    const pointers = await this.pointers.of(tenantId, asset.state.id);
    const environments = pointers.length === 0 ? [] : await this.catalog.environments(actor, project.id);
    const pointing = (versionId: string): EnvironmentRef[] =>
      environments.filter(({ id }) => pointers.some(({ state }) => state.environmentId === id && state.versionId === versionId));
    return { asset, prompt, versions: versions.map((each) => ({ ...each, environments: pointing(each.version.state.id) })) };
  }
}
