import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { TAG_LIST, TagRepository } from '../../application/tag-repository.port';
import { Tag, TagTaken, type TagState } from '../../domain/tag';
import { TagTable } from './tag.table';

const ASCII = /^[\x20-\x7e]*$/u;

export class TypeOrmTagRepository extends TagRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Tag): Promise<void> {
    await this.session.guarded({ uq_tag_name: () => new TagTaken(state.name) }, () =>
      this.session.writer.createQueryBuilder().insert().into(TagTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Tag): Promise<void> {
    const { tenantId, id, revision, name, description, updatedAt } = state;
    const result = await this.session.guarded({ uq_tag_name: () => new TagTaken(state.name) }, () =>
      this.session.writer
        .getRepository(TagTable)
        .update({ tenantId, id, revision: revision - 1 }, { revision, name, description, updatedAt }),
    );
    if (result.affected === 0) throw new StaleRevision('Tag', id);
  }

  async remove({ state: { tenantId, id, revision } }: Tag): Promise<void> {
    const result = await this.session.writer.getRepository(TagTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('Tag', id);
  }

  async find(tenantId: string, projectId: string, id: string): Promise<Tag | null> {
    return restored(await this.session.reader.getRepository(TagTable).findOneBy({ tenantId, projectId, id }));
  }

  async findByName(tenantId: string, projectId: string, name: string): Promise<Tag | null> {
    return restored(await this.session.reader.getRepository(TagTable).findOneBy({ tenantId, projectId, name: name.trim() }));
  }

  async findAmong(tenantId: string, projectId: string, ids: readonly string[], names: readonly string[]): Promise<Tag[]> {
    const { reader } = this.session;
    // MySQL refuses to compare its ASCII column with a list that holds anything else.
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

  async page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<Tag>> {
    const rows = this.session.reader.createQueryBuilder(TagTable, 'tag').where({ tenantId, projectId });
    return mapPage(await pageOf(rows, TAG_LIST, query), (row) => Tag.restore(row));
  }
}

const restored = (row: TagState | null): Tag | null => (row ? Tag.restore(row) : null);
