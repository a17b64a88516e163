import { column, table } from '#platform/persistence/column-types';
import type { BackupState } from '../../domain/backup';

export const BackupTable = table<BackupState>({
  name: 'prompts_backup',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    promptSlug: column.key('prompt_slug', 255),
    promptName: column.key('prompt_name', 255),
    fileName: column.key('file_name', 300),
    size: column.big('size'),
    document: column.text('document'),
    createdBy: column.id('created_by'),
    createdAt: column.time('created_at'),
  },
  uniques: { uq_backup_file: ['tenantId', 'projectId', 'fileName'] },
  // There is no foreign key to the prompt, because a backup outlives it.
  foreignKeys: {
    fk_backup_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
