import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn } from './engine';

export class RelayTurns1700000001910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'audit_sequencer', column.big('turn', { nullable: true }));
    await addColumn(runner, 'audit_sequencer', column.big('locked_by', { nullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('audit_sequencer', 'locked_by');
    await runner.dropColumn('audit_sequencer', 'turn');
  }
}
