import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class RetainedTexts1700000001702 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_retained_text',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('kind', 10),
        column.id('version_id'),
        column.key('version_tag', 50),
        column.flag('is_translation'),
        column.key('language_code', 10),
        column.text('text'),
        column.json('variables', { nullable: true }),
        column.json('literals', { nullable: true }),
      ],
      indices: { ix_retained_text_project: ['tenant_id', 'project_id'], ix_retained_text_version: ['tenant_id', 'version_id'] },
      foreignKeys: [
        {
          name: 'fk_retained_text_project',
          columnNames: ['tenant_id', 'project_id'],
          referencedTableName: 'catalog_project',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_retained_text');
  }
}
