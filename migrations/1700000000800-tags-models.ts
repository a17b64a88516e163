import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class TagsModels1700000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'catalog_tag',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('name', 255),
        column.text('description', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_tag_name: ['tenant_id', 'project_id', 'name'] },
      foreignKeys: [ofProject('fk_tag_project')],
    });
    await createTable(runner, {
      name: 'catalog_ai_model',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('name', 255),
        column.text('provider', { nullable: true }),
        column.text('description', { nullable: true }),
        column.text('api_identifier', { nullable: true }),
        column.key('api_key_env_var', 255, { nullable: true }),
        column.real('temperature', { nullable: true }),
        column.int('max_tokens', { nullable: true }),
        column.flag('supports_json'),
        column.int('context_window', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_ai_model_name: ['tenant_id', 'project_id', 'name'] },
      foreignKeys: [ofProject('fk_ai_model_project')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('catalog_ai_model');
    await runner.dropTable('catalog_tag');
  }
}

/** Goes with its project. */
const ofProject = (name: string) => ({
  name,
  columnNames: ['tenant_id', 'project_id'],
  referencedTableName: 'catalog_project',
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
});
