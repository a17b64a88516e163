import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn } from './engine';

export class ReleasedContents1700000001810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'prompts_pointer_history', column.key('content_hash', 64, { nullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('prompts_pointer_history', 'content_hash');
  }
}
