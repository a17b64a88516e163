import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

/** What resolves read of the past. Of projects that exist already it is complete from now on. */
export class PastStates1700000002060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_past_state',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.int('revision', { primary: true }),
        column.key('kind', 20),
        column.id('project_id'),
        column.id('parent_id'),
        column.key('name', 255),
        column.key('status', 20, { nullable: true }),
        column.key('language_code', 10, { nullable: true }),
        column.key('content_hash', 64, { nullable: true }),
        column.json('variables', { nullable: true }),
        column.json('literals', { nullable: true }),
        column.text('text', { nullable: true }),
        column.key('text_state', 10),
        column.time('began_at'),
        column.time('valid_to'),
      ],
      indices: {
        ix_past_state_parent: ['tenant_id', 'parent_id', 'kind', 'valid_to'],
        ix_past_state_project: ['tenant_id', 'project_id'],
      },
      foreignKeys: [ofProject('fk_past_state_project')],
    });
    await createTable(runner, {
      name: 'prompts_history_start',
      columns: [column.id('tenant_id', { primary: true }), column.id('project_id', { primary: true }), column.time('kept_since')],
      foreignKeys: [ofProject('fk_history_start_project')],
    });
    await createTable(runner, {
      name: 'catalog_past_environment',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.int('revision', { primary: true }),
        column.id('project_id'),
        column.key('name', 255),
        column.time('created_at'),
        column.time('valid_to'),
      ],
      indices: { ix_past_environment_name: ['tenant_id', 'project_id', 'name'] },
      foreignKeys: [ofProject('fk_past_environment_project')],
    });
    const now = runner.dataSource.options.type === 'mysql' ? 'UTC_TIMESTAMP(6)' : "STRFTIME('%Y-%m-%d %H:%M:%f', 'now')";
    await runner.query(
      `INSERT INTO prompts_history_start (tenant_id, project_id, kept_since) SELECT tenant_id, id, ${now} FROM catalog_project`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['catalog_past_environment', 'prompts_history_start', 'prompts_past_state']) await runner.dropTable(table);
  }
}

const ofProject = (name: string) => ({
  name,
  columnNames: ['tenant_id', 'project_id'],
  referencedTableName: 'catalog_project',
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
});
