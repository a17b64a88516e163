import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Audit1700000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'audit_log',
      columns: [
        column.big('seq', { primary: true }),
        column.id('tenant_id'),
        column.big('tenant_seq'),
        column.id('event_id'),
        column.big('time_us'),
        column.key('actor_id', 100),
        column.key('actor_type', 20),
        column.key('action', 100),
        column.key('risk', 20),
        column.key('outcome', 20),
        column.key('resource_type', 50),
        column.key('resource_id', 500),
        column.key('project_id', 255, { nullable: true }),
        column.key('trace_id', 32, { nullable: true }),
        column.key('request_id', 64, { nullable: true }),
        column.bytes('leaf_hash'),
        column.bytes('canonical'),
      ],
      uniques: { uq_audit_log_tenant_seq: ['tenant_id', 'tenant_seq'], uq_audit_log_event: ['event_id'] },
      indices: {
        ix_audit_log_actor: ['tenant_id', 'actor_id', 'tenant_seq'],
        ix_audit_log_action: ['tenant_id', 'action', 'tenant_seq'],
        ix_audit_log_resource: ['tenant_id', 'resource_type', 'resource_id', 'tenant_seq'],
        ix_audit_log_outcome: ['tenant_id', 'outcome', 'tenant_seq'],
        ix_audit_log_time: ['tenant_id', 'time_us'],
      },
    });
    await createTable(runner, {
      name: 'audit_personal',
      columns: [
        column.big('seq', { primary: true }),
        column.key('field', 50, { primary: true }),
        column.id('tenant_id'),
        column.bytes('salt'),
        column.text('value'),
      ],
    });
    await createTable(runner, { name: 'audit_tenant_head', columns: [column.id('tenant_id', { primary: true }), column.big('size')] });
    await createTable(runner, {
      name: 'audit_sequencer',
      columns: [
        column.int('id', { primary: true }),
        column.big('epoch'),
        column.key('holder', 100, { nullable: true }),
        column.big('lease_until_us'),
        column.big('size'),
        column.bytes('root'),
        column.bytes('frontier'),
        column.text('checkpoint_note', { nullable: true }),
        column.big('published_seq'),
      ],
    });
    const emptyRoot = createHash('sha256').digest();
    await runner.query(
      'INSERT INTO audit_sequencer (id, epoch, holder, lease_until_us, size, root, frontier, checkpoint_note, published_seq) VALUES (1, 0, NULL, 0, 0, ?, ?, NULL, 0)',
      [emptyRoot, Buffer.alloc(0)],
    );
    await createTable(runner, { name: 'audit_consumer', columns: [column.key('name', 100, { primary: true }), column.big('position')] });
    await createTable(runner, {
      name: 'audit_term',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.key('term', 64, { primary: true }),
        column.big('tenant_seq', { primary: true }),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['audit_term', 'audit_consumer', 'audit_sequencer', 'audit_tenant_head', 'audit_personal', 'audit_log'])
      await runner.dropTable(name);
  }
}
