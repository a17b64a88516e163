import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Backups1700000001410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_backup',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('prompt_slug', 255),
        column.key('prompt_name', 255),
        column.key('file_name', 300),
        column.big('size'),
        column.text('document'),
        column.id('created_by'),
        column.time('created_at'),
      ],
      uniques: { uq_backup_file: ['tenant_id', 'project_id', 'file_name'] },
      foreignKeys: [
        {
          name: 'fk_backup_project',
          columnNames: ['tenant_id', 'project_id'],
          referencedTableName: 'catalog_project',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_backup');
  }
}
