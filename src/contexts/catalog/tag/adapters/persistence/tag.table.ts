import { column, RESOURCE_COLUMNS, table } from '#platform/persistence/column-types';
import type { ResourceStore } from '#platform/persistence/stored-resources';
import { TAG_LIST } from '../../application/read-tags';
import { Tag, TagTaken, type TagState } from '../../domain/tag';

export const TagTable = table<TagState>({
  name: 'catalog_tag',
  columns: { ...RESOURCE_COLUMNS, name: column.key('name', 255), description: column.text('description', { nullable: true }) },
  uniques: { uq_tag_name: ['tenantId', 'projectId', 'name'] },
  foreignKeys: {
    fk_tag_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

export const TAG_STORE: ResourceStore<TagState, Tag> = {
  what: 'Tag',
  table: TagTable,
  list: TAG_LIST,
  restore: (state) => Tag.restore(state),
  taken: { uq_tag_name: ({ name }) => new TagTaken(name) },
};
