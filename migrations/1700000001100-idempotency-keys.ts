import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class IdempotencyKeys1700000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'platform_idempotency_key',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.key('scope', 43, { primary: true }),
        column.key('content_hmac', 43),
        column.id('owner'),
        column.time('lease_until'),
        column.time('expires_at'),
        column.json('answer', { nullable: true }),
      ],
      indices: { ix_idempotency_key_expires: ['expires_at'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('platform_idempotency_key');
  }
}
