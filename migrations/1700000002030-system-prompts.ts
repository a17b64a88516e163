import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class SystemPrompts1700000002030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_system_prompt',
      columns: [
        column.id('id', { primary: true }),
        column.key('name', 100),
        column.text('description', { nullable: true }),
        column.text('prompt_text'),
        column.text('category', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_system_prompt_name: ['name'] },
    });
    await createTable(runner, {
      name: 'prompts_installed_default',
      columns: [column.key('name', 100, { primary: true }), column.time('installed_at')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_installed_default');
    await runner.dropTable('prompts_system_prompt');
  }
}
