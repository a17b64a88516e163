import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { EnvironmentRef, ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { Referrers } from '../../reference/application/referrers.port';
import { HOUR_MS, HOURS_OF_DAY } from '../domain/counted-access';
import type { UnusedVersion, UsageReader } from './usage-reader.port';

export interface UnusedVersionsQuery {
  readonly actor: Actor;
  readonly project: string;
  readonly days: number;
  readonly query: ListQuery;
}

export interface ShownUnusedVersion extends UnusedVersion {
  readonly prompt: string;
  /** Null: never since usage is counted. */
  readonly lastUsedAt: Date | null;
  /** The environments that point at it. */
  readonly environments: readonly EnvironmentRef[];
}

/** Reads the versions whose texts no caller got for some days, alone or inside another prompt. */
export class ReadUnusedVersions {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly reader: UsageReader,
    private readonly referrers: Referrers,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, project, days, query }: UnusedVersionsQuery): Promise<Page<ShownUnusedVersion>> {
    const { id } = await this.catalog.project(actor, project, 'usage:read');
    const { tenantId } = actor;
    const since = new Date(this.clock.now().getTime() - days * HOURS_OF_DAY * HOUR_MS);
    const page = await this.reader.unusedSince({ tenantId, id }, since, query);
    const promptIds = [...new Set(page.items.map(({ parentId }) => parentId))];
    const slugs = await this.reader.promptSlugs(tenantId, promptIds);
    const uses = await this.reader.lastUses(
      tenantId,
      page.items.map((each) => each.id),
    );
    const reached = new Set((await this.catalog.environments(actor, id)).map((each) => each.id));
    const pointers = (await this.referrers.pointed(tenantId, promptIds)).filter(({ environment }) => reached.has(environment.id));
    const pointed = groupedBy(pointers, ({ versionId }) => versionId);
    return mapPage(page, (version) => ({
      ...version,
      prompt: slugs.get(version.parentId) ?? '',
      lastUsedAt: uses.get(version.id) ?? null,
      environments: pointed.get(version.id)?.map(({ environment }) => environment) ?? [],
    }));
  }
}
