import type { TableStore } from '#platform/persistence/table-store';
import { groupedBy } from '#shared/grouped-by';
import type { ServedVersion, TaggedVersion, VersionHead, VersionTag } from '../../application/text-version-repository.port';
import { SERVED_STATUSES, servedVersion } from '../../domain/served-version';
import type { TextVersion } from '../../domain/text-version';
import type { TextTables, VersionRow } from './text-tables';

const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;

/** Reads versions without their texts. */
export class VersionHeads {
  constructor(
    private readonly tables: TextTables,
    private readonly versions: TableStore<VersionRow, TextVersion>,
  ) {}

  async servedOf(tenantId: string, parentIds: readonly string[]): Promise<ServedVersion[]> {
    if (parentIds.length === 0) return [];
    const lookup = { tenantId, parentId: parentIds, status: SERVED_STATUSES };
    const candidates = await this.versions.pick(lookup, ['id', 'parentId', 'status'], { order: NEWEST_FIRST });
    return [...groupedBy(candidates, (each) => each.parentId).values()].flatMap((newestFirst) => servedVersion(newestFirst) ?? []);
  }

  async tagged(tenantId: string, wanted: readonly TaggedVersion[]): Promise<VersionTag[]> {
    if (wanted.length === 0) return [];
    const parentId = [...new Set(wanted.map((each) => each.parentId))];
    const versionTag = [...new Set(wanted.map((each) => each.versionTag))];
    const rows = await this.versions.pick({ tenantId, parentId, versionTag }, ['id', 'parentId', 'versionTag']);
    const pairs = new Set(wanted.map(pairOf));
    return rows.filter((row) => pairs.has(pairOf(row)));
  }

  async of(tenantId: string, ids: readonly string[]): Promise<VersionHead[]> {
    if (ids.length === 0) return [];
    const shown = ['id', 'parentId', 'versionTag', 'status', 'languageCode', 'placeholders'] as const;
    const rows = await this.versions.measured({ tenantId, id: ids }, shown, { bytesOf: 'text', order: NEWEST_FIRST });
    return rows.map((row) => ({ ...row, placeholders: row.placeholders ?? 0 }));
  }

  async activeTags(tenantId: string, parentIds: readonly string[]): Promise<TaggedVersion[]> {
    if (parentIds.length === 0) return [];
    return this.versions.pick({ tenantId, parentId: parentIds, status: 'active' }, ['parentId', 'versionTag']);
  }

  /** The properties of a tag are those that the tables name. */
  async tagsOf<Tag>(tenantId: string, scopeId: string, parentIds: readonly string[] | null): Promise<Tag[]> {
    const { properties, scope, scoped } = this.tables.tags;
    const within = parentIds && { parentId: parentIds };
    const lookup = { tenantId, ...within, ...((!within || scoped) && { [scope]: scopeId }) };
    return this.versions.pick(lookup, properties, { order: NEWEST_FIRST }) as Promise<unknown[]> as Promise<Tag[]>;
  }

  async firstLanguage(tenantId: string, parentId: string): Promise<string | null> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const [oldest] = await this.versions.pick({ tenantId, parentId }, ['languageCode'], { order, limit: 1 });
    return oldest?.languageCode ?? null;
  }

  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    return new Map((await this.versions.pick({ tenantId, id: ids }, ['id', 'text'])).map(({ id, text }) => [id, text]));
  }
}

const pairOf = ({ parentId, versionTag }: TaggedVersion): string => `${parentId} ${versionTag}`;
