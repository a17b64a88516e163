import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { TAG_LIST, TagRepository } from '../../application/tag-repository.port';
import { Tag, TagTaken, type TagState } from '../../domain/tag';
import { TagTable } from './tag.table';

const ASCII = /^[\x20-\x7e]*$/u;

export class TypeOrmTagRepository extends TagRepository {
  readonly #tags: TableStore<TagState, Tag>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#tags = session.store(TagTable, {
      restore: (row) => Tag.restore(row),
      stale: ({ id }) => new StaleRevision('Tag', id),
      constant: ['projectId', 'createdAt'],
      taken: { uq_tag_name: ({ name }) => new TagTaken(name) },
    });
  }

  add({ state }: Tag): Promise<void> {
    return this.#tags.insert(state);
  }

  update({ state }: Tag): Promise<void> {
    return this.#tags.update(state);
  }

  remove({ state }: Tag): Promise<void> {
    return this.#tags.remove(state);
  }

  find(tenantId: string, projectId: string, id: string): Promise<Tag | null> {
    return this.#tags.find({ tenantId, projectId, id });
  }

  findByName(tenantId: string, projectId: string, name: string): Promise<Tag | null> {
    return this.#tags.find({ tenantId, projectId, name: name.trim() });
  }

  async findAmong(tenantId: string, projectId: string, ids: readonly string[], names: readonly string[]): Promise<Tag[]> {
    const { reader } = this.session;
    // MySQL refuses to compare its ASCII column with a list that contains other text.
    const asciiIds = ids.filter((each) => ASCII.test(each));
    const rows = await reader.getRepository(TagTable).find({
      where: [
        { tenantId, projectId, id: among(reader, asciiIds) },
        { tenantId, projectId, name: among(reader, names) },
      ],
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => Tag.restore(row));
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<Tag>> {
    return this.#tags.page({ tenantId, projectId }, TAG_LIST, query);
  }
}
