import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Usage1700000002040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_usage',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.key('id', 22, { primary: true }),
        column.id('prompt_id'),
        column.int('hour'),
        column.int('hours'),
        column.id('version_id'),
        column.key('version_tag', 50),
        column.id('environment_id', { nullable: true }),
        column.key('language_code', 10, { nullable: true }),
        column.key('kind', 10),
        column.key('outcome', 12),
        column.key('caller_kind', 4),
        column.id('caller_id'),
        column.big('accesses'),
      ],
      indices: { ix_usage_prompt: ['tenant_id', 'prompt_id', 'hour'], ix_usage_age: ['hours', 'hour'] },
      foreignKeys: [
        {
          name: 'fk_usage_prompt',
          columnNames: ['tenant_id', 'prompt_id'],
          referencedTableName: 'prompts_prompt',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
    await createTable(runner, {
      name: 'prompts_version_use',
      columns: [column.id('tenant_id', { primary: true }), column.id('version_id', { primary: true }), column.time('used_at')],
      foreignKeys: [
        {
          name: 'fk_version_use',
          columnNames: ['tenant_id', 'version_id'],
          referencedTableName: 'prompts_version',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
    await createTable(runner, {
      name: 'prompts_usage_writer',
      columns: [column.id('id', { primary: true }), column.int('batch'), column.time('written_at')],
      indices: { ix_usage_writer_age: ['written_at'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_usage_writer');
    await runner.dropTable('prompts_version_use');
    await runner.dropTable('prompts_usage');
  }
}
