import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { Version } from '../domain/version';
import { VersionNotFound } from '../domain/version-errors';
import type { PromptLookup } from './prompt-lookup';
import type { VersionRepository } from './version-repository.port';
import type { VersionPointers } from './version-pointers.port';

export interface ListedVersion {
  readonly version: Version;
  /** Whether at least one environment points at it. */
  readonly isActive: boolean;
}

/** The tag that stands for the newest version wherever versions are read; never stored. */
export const isLatest = (versionTag: string): boolean => versionTag.toLowerCase() === 'latest';

/** The reads of versions: one by tag or `latest`, all of a prompt. */
export class ReadVersions {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionRepository,
    private readonly pointers: VersionPointers,
  ) {}

  async list(actor: Actor, projectSlug: string, promptSlug: string, query: ListQuery): Promise<Page<ListedVersion>> {
    const { tenantId } = actor;
    const { prompt } = await this.lookup.require(actor, 'version:read', projectSlug, promptSlug);
    const page = await this.versions.page(tenantId, prompt.state.id, query);
    const pointed = await this.#pointedAt(tenantId, prompt.state.id);
    return mapPage(page, (version) => ({ version, isActive: pointed.has(version.state.id) }));
  }

  async one(actor: Actor, projectSlug: string, promptSlug: string, versionTag: string): Promise<ListedVersion> {
    const { tenantId } = actor;
    const { prompt } = await this.lookup.require(actor, 'version:read', projectSlug, promptSlug);
    const promptId = prompt.state.id;
    const version = isLatest(versionTag)
      ? await this.versions.newest(tenantId, promptId)
      : await this.versions.findByTag(tenantId, promptId, versionTag);
    if (!version) throw new VersionNotFound(versionTag);
    return this.listed(version);
  }

  async listed(version: Version): Promise<ListedVersion> {
    const { tenantId, promptId, id } = version.state;
    return { version, isActive: (await this.#pointedAt(tenantId, promptId)).has(id) };
  }

  async #pointedAt(tenantId: string, promptId: string): Promise<Set<string>> {
    const pointers = await this.pointers.ofPrompt(tenantId, promptId);
    return new Set(pointers.map((each) => each.state.versionId));
  }
}
