import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Deployments1700000001700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_deployment',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('environment_id'),
        column.key('name', 255),
        column.text('description', { nullable: true }),
        column.key('status', 20),
        column.id('requested_by'),
        column.id('approved_by', { nullable: true }),
        column.time('requested_at'),
        column.time('approved_at', { nullable: true }),
        column.time('deployed_at', { nullable: true }),
        column.int('move', { nullable: true }),
        column.time('rolled_back_at', { nullable: true }),
        column.id('rollback_to_id', { nullable: true }),
        column.int('revision'),
        column.time('updated_at'),
      ],
      uniques: { uq_deployment_name: ['tenant_id', 'environment_id', 'name'] },
      indices: { ix_deployment_project: ['tenant_id', 'project_id', 'requested_at', 'id'] },
      foreignKeys: [
        reference('fk_deployment_project', 'project_id', 'catalog_project'),
        reference('fk_deployment_environment', 'environment_id', 'catalog_environment'),
      ],
    });
    await createTable(runner, {
      name: 'prompts_deployment_item',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('deployment_id'),
        column.int('position'),
        column.key('entity_type', 30),
        column.id('entity_id', { nullable: true }),
        column.key('version_tag', 50),
        column.key('status', 20),
        column.text('error_message', { nullable: true }),
        column.text('change_message', { nullable: true }),
        column.key('risk_level', 20),
        column.time('deployed_at', { nullable: true }),
        column.key('content_hash', 64, { nullable: true }),
      ],
      uniques: { uq_deployment_item: ['tenant_id', 'deployment_id', 'position'] },
      indices: { ix_deployment_item_entity: ['tenant_id', 'entity_id'] },
      foreignKeys: [{ ...reference('fk_deployment_item', 'deployment_id', 'prompts_deployment'), onDelete: 'CASCADE' }],
    });
    await createTable(runner, {
      name: 'prompts_pointer_history',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('environment_id'),
        column.key('kind', 10),
        column.id('entity_id'),
        column.key('entity_name', 511),
        column.id('version_id'),
        column.key('version_tag', 50),
        column.time('valid_from'),
        column.time('valid_to', { nullable: true }),
        column.int('from_move'),
        column.int('to_move', { nullable: true }),
        column.id('moved_by'),
        column.id('deployment_id', { nullable: true }),
      ],
      uniques: { uq_pointer_history: ['tenant_id', 'environment_id', 'entity_id', 'from_move'] },
      indices: { ix_pointer_history_project: ['tenant_id', 'project_id'], ix_pointer_history_version: ['tenant_id', 'version_id'] },
      foreignKeys: [{ ...reference('fk_pointer_history_project', 'project_id', 'catalog_project'), onDelete: 'CASCADE' }],
    });
    await createTable(runner, {
      name: 'prompts_environment_move',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('environment_id', { primary: true }),
        column.int('moves'),
        column.time('moved_at'),
      ],
      foreignKeys: [{ ...reference('fk_environment_move', 'environment_id', 'catalog_environment'), onDelete: 'CASCADE' }],
    });
    // The current target of a pointer is known since its last move; earlier ones are only in the audit log.
    await runner.query(
      `INSERT INTO prompts_pointer_history (tenant_id, id, project_id, environment_id, kind, entity_id, entity_name,
         version_id, version_tag, valid_from, valid_to, from_move, to_move, moved_by, deployment_id)
       SELECT tenant_id, id, project_id, environment_id, 'prompt', prompt_id, prompt_slug,
         version_id, version_tag, moved_at, NULL, 0, NULL, moved_by, NULL FROM prompts_pointer`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['prompts_environment_move', 'prompts_pointer_history', 'prompts_deployment_item', 'prompts_deployment'])
      await runner.dropTable(table);
  }
}

const reference = (name: string, columnName: string, referencedTableName: string) => ({
  name,
  columnNames: ['tenant_id', columnName],
  referencedTableName,
  referencedColumnNames: ['tenant_id', 'id'],
});
