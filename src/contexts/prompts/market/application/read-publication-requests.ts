import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { pageFrom, type ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetVersionListings } from '../../asset/application/asset-version-listings.port';
import type { Asset } from '../../asset/domain/asset';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { NamedProject, PublishedProjects } from '../../prompt/application/published-projects.port';
import type { VersionListings } from '../../prompt/application/version-listings.port';
import type { Prompt } from '../../prompt/domain/prompt';
import { PENDING_LIST, type PendingHead, type TextListings } from '../../text/application/text-listings.port';

export interface PublicationRequest {
  readonly version: PendingHead;
  readonly project: NamedProject;
  readonly prompt: Prompt;
  /** Null if the version is one of the prompt itself. */
  readonly asset: Asset | null;
  /** Whether the caller requested it, so that another user must review it. */
  readonly isOwn: boolean;
}

/** Reads the requests that wait in the projects in which the caller reviews publications. */
export class ReadPublicationRequests {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly catalog: ProjectCatalog,
    private readonly versions: VersionListings,
    private readonly assetVersions: AssetVersionListings,
    private readonly prompts: PromptRepository,
    private readonly assets: AssetRepository,
    private readonly projects: PublishedProjects,
  ) {}

  async execute(actor: Actor, query: ListQuery): Promise<Page<PublicationRequest>> {
    const { tenantId } = actor;
    this.policy.requireSomewhere(actor, 'marketplace:review');
    const projectIds = await this.catalog.visible(actor, 'marketplace:review');
    // One more of each kind than the page has tells whether there is another page.
    const asked = { ...query, limit: query.limit === null ? null : query.limit + 1 };
    const { kind } = query.filters;
    const of = async (listings: TextListings, name: string): Promise<readonly PendingHead[]> =>
      kind === undefined || kind === name ? (await listings.pending(tenantId, projectIds, asked)).items : [];
    const ofPrompts = await of(this.versions, 'prompt');
    const ofAssets = await of(this.assetVersions, 'asset');
    const page = pageFrom(inOrder([...ofPrompts, ...ofAssets], query.descending), PENDING_LIST, query);
    const assetIds = new Set(ofAssets.map(({ id }) => id));
    const wanted = page.items.filter(({ id }) => assetIds.has(id)).map(({ parentId }) => parentId);
    const assets = new Map((await this.assets.byIds(tenantId, [...new Set(wanted)])).map((asset) => [asset.state.id, asset]));
    const promptIdOf = ({ id, parentId }: PendingHead): string | undefined =>
      assetIds.has(id) ? assets.get(parentId)?.state.promptId : parentId;
    const promptIds = new Set(page.items.flatMap((head) => promptIdOf(head) ?? []));
    const prompts = new Map((await this.prompts.byIds(tenantId, [...promptIds])).map((prompt) => [prompt.state.id, prompt]));
    const projects = await this.projects.named(
      tenantId,
      page.items.map(({ projectId }) => projectId),
    );
    const found = mapPage(page, (version): PublicationRequest[] => {
      const [prompt, project] = [prompts.get(promptIdOf(version) ?? ''), projects.get(version.projectId)];
      const asset = assetIds.has(version.id) ? (assets.get(version.parentId) ?? null) : null;
      // The prompt or asset was deleted after its version was read.
      return prompt && project ? [{ version, project, prompt, asset, isOwn: version.marketplaceRequesterId === actor.id }] : [];
    });
    return { items: found.items.flat(), next: found.next };
  }
}

function inOrder(heads: readonly PendingHead[], descending: boolean): PendingHead[] {
  const sign = descending ? -1 : 1;
  return heads.toSorted(
    (a, b) => sign * (a.marketplaceRequestedAt.getTime() - b.marketplaceRequestedAt.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id))),
  );
}
