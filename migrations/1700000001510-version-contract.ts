import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn, addIndex } from './engine';

export class VersionContract1700000001510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'prompts_version', column.id('ai_model_id', { nullable: true }));
    await addColumn(runner, 'prompts_version', column.flag('variables_declared', { nullable: true }));
    await addIndex(runner, 'prompts_version', 'ix_version_ai_model', ['tenant_id', 'ai_model_id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('prompts_version', 'ix_version_ai_model');
    for (const name of ['variables_declared', 'ai_model_id']) await runner.dropColumn('prompts_version', name);
  }
}
