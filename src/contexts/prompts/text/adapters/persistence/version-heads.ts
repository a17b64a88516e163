import type { FindOptionsSelect, FindOptionsWhere } from 'typeorm';
import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { withWeight } from '#platform/persistence/stored-bytes';
import { groupedBy } from '#shared/grouped-by';
import type { ServedVersion, TaggedVersion, VersionHead, VersionTag } from '../../application/text-version-repository.port';
import { SERVED_STATUSES, servedVersion } from '../../domain/served-version';
import type { TextTables, VersionRow } from './text-tables';

const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;

/** What is read of versions without their texts. */
export class VersionHeads {
  constructor(
    private readonly tables: TextTables,
    private readonly session: PersistenceSession,
  ) {}

  async servedOf(tenantId: string, parentIds: readonly string[]): Promise<ServedVersion[]> {
    if (parentIds.length === 0) return [];
    const { reader } = this.session;
    const candidates = await reader.getRepository(this.tables.versions).find({
      select: { id: true, parentId: true, status: true },
      where: { tenantId, parentId: among(reader, parentIds), status: among(reader, SERVED_STATUSES) },
      order: NEWEST_FIRST,
    });
    return [...groupedBy(candidates, (each) => each.parentId).values()].flatMap((newestFirst) => servedVersion(newestFirst) ?? []);
  }

  async tagged(tenantId: string, wanted: readonly TaggedVersion[]): Promise<VersionTag[]> {
    if (wanted.length === 0) return [];
    const { reader } = this.session;
    const [parentIds, tags] = [new Set(wanted.map((each) => each.parentId)), new Set(wanted.map((each) => each.versionTag))];
    const rows = await reader.getRepository(this.tables.versions).find({
      select: { id: true, parentId: true, versionTag: true },
      where: { tenantId, parentId: among(reader, parentIds), versionTag: among(reader, tags) },
    });
    const pairs = new Set(wanted.map(pairOf));
    return rows.filter((row) => pairs.has(pairOf(row)));
  }

  async of(tenantId: string, ids: readonly string[]): Promise<VersionHead[]> {
    if (ids.length === 0) return [];
    const { reader } = this.session;
    const columns = ['tenantId', 'id', 'parentId', 'versionTag', 'status', 'languageCode'];
    const rows = reader
      .createQueryBuilder(this.tables.versions, 'version')
      .select(columns.map((each) => `version.${each}`))
      .where({ tenantId, id: among(reader, ids) })
      .orderBy({ 'version.createdAt': 'DESC', 'version.id': 'DESC' });
    return withWeight(rows, 'text');
  }

  async activeTags(tenantId: string, parentIds: readonly string[]): Promise<TaggedVersion[]> {
    if (parentIds.length === 0) return [];
    const { reader } = this.session;
    return reader.getRepository(this.tables.versions).find({
      select: { parentId: true, versionTag: true },
      where: { tenantId, parentId: among(reader, parentIds), status: 'active' },
    });
  }

  /** The properties of a tag are those that the tables name. */
  async tagsOf<Tag>(tenantId: string, scopeId: string, parentIds: readonly string[] | null): Promise<Tag[]> {
    const { properties, scope, scoped } = this.tables.tags;
    const { reader } = this.session;
    const within = parentIds && { parentId: among(reader, parentIds) };
    const select = Object.fromEntries(properties.map((each) => [each, true])) as FindOptionsSelect<VersionRow>;
    const where = { tenantId, ...within, ...((!within || scoped) && { [scope]: scopeId }) } as FindOptionsWhere<VersionRow>;
    return reader.getRepository(this.tables.versions).find({ select, where, order: NEWEST_FIRST }) as Promise<Tag[]>;
  }

  async firstLanguage(tenantId: string, parentId: string): Promise<string | null> {
    const select = { languageCode: true };
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const row = await this.session.reader.getRepository(this.tables.versions).findOne({ select, where: { tenantId, parentId }, order });
    return row?.languageCode ?? null;
  }

  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { reader } = this.session;
    const select = { tenantId: true, id: true, text: true };
    const rows = await reader.getRepository(this.tables.versions).find({ select, where: { tenantId, id: among(reader, ids) } });
    return new Map(rows.map((row) => [row.id, row.text]));
  }
}

const pairOf = ({ parentId, versionTag }: TaggedVersion): string => `${parentId} ${versionTag}`;
