import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

const ofTenant = [column.id('tenant_id', { primary: true }), column.int('generation', { primary: true })];
/** The dashboard as the worker reads it from the log, from its first event on. */
export class Dashboard1700000002010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'audit_dashboard',
      columns: [column.int('generation', { primary: true }), column.key('state', 20), column.big('position'), column.big('changed_us')],
    });
    await runner.query("INSERT INTO audit_dashboard (generation, state, position, changed_us) VALUES (1, 'live', 0, 0)");
    await createTable(runner, {
      name: 'audit_dashboard_project',
      columns: [
        ...ofTenant,
        column.big('born', { primary: true }),
        column.key('slug', 255),
        column.key('name', 255, { nullable: true }),
        column.big('born_us'),
        column.big('ended_us', { nullable: true }),
        column.flag('is_closed'),
        column.big('executed_prompts'),
        column.int('active_models'),
        column.int('active_assets'),
        column.int('active_prompts'),
        column.int('configured_regions'),
        column.int('cultural_data_entries'),
      ],
      indices: { ix_audit_dashboard_project_slug: ['tenant_id', 'generation', 'slug', 'born'] },
    });
    await createTable(runner, {
      name: 'audit_dashboard_prompt',
      columns: [...ofTenant, column.key('path', 500, { primary: true }), column.int('active_assets')],
    });
    await createTable(runner, {
      name: 'audit_dashboard_person',
      columns: [...ofTenant, column.key('user_id', 100, { primary: true }), column.big('active_us')],
      indices: { ix_audit_dashboard_person_active: ['tenant_id', 'generation', 'active_us'] },
    });
    await createTable(runner, {
      name: 'audit_dashboard_activity',
      columns: [
        ...ofTenant,
        column.big('first_seq', { primary: true }),
        column.int('count'),
        column.json('places'),
        column.bytes('entries'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['activity', 'person', 'prompt', 'project']) await runner.dropTable(`audit_dashboard_${name}`);
    await runner.dropTable('audit_dashboard');
  }
}
