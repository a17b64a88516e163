import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Outbox1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, { name: 'audit_outbox', columns: [column.counter('id'), column.bytes('payload')] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_outbox');
  }
}
