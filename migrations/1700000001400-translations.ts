import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn } from './engine';

export class Translations1700000001400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'prompts_version', column.key('marketplace_status', 20, { nullable: true }));
    for (const name of ['marketplace_requested_at', 'marketplace_approved_at', 'marketplace_published_at'])
      await addColumn(runner, 'prompts_version', column.time(name, { nullable: true }));
    for (const name of ['marketplace_requester_id', 'marketplace_approver_id'])
      await addColumn(runner, 'prompts_version', column.id(name, { nullable: true }));
    await addColumn(runner, 'prompts_version', column.text('marketplace_rejection_reason', { nullable: true }));
    await runner.query("UPDATE prompts_version SET marketplace_status = 'NOT_PUBLISHED'");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [
      'marketplace_rejection_reason',
      'marketplace_approver_id',
      'marketplace_requester_id',
      'marketplace_published_at',
      'marketplace_approved_at',
      'marketplace_requested_at',
      'marketplace_status',
    ])
      await runner.dropColumn('prompts_version', name);
  }
}
