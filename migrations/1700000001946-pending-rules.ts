import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn } from './engine';

export class PendingRules1700000001946 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'prompts_release_rules', column.flag('changes_need_approval', { nullable: true }));
    await addColumn(runner, 'prompts_release_rules', column.json('pending', { nullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('prompts_release_rules', 'pending');
    await runner.dropColumn('prompts_release_rules', 'changes_need_approval');
  }
}
