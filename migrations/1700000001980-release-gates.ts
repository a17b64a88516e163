import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIRST = 16;
const GATES = 16;

/** Further rows of the gates, behind which the releases of a tenant are judged one after the other. */
export class ReleaseGates1700000001980 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (let slot = FIRST; slot < FIRST + GATES; slot += 1)
      await runner.query('INSERT INTO prompts_reference_gate (slot) VALUES (?)', [slot]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM prompts_reference_gate WHERE slot >= ?', [FIRST]);
  }
}
