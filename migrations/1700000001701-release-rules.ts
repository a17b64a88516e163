import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn, createTable } from './engine';

export class ReleaseRules1700000001701 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_asset_pointer',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('environment_id'),
        column.id('asset_id'),
        column.key('asset_name', 511),
        column.id('version_id'),
        column.key('version_tag', 50),
        column.id('moved_by'),
        column.time('moved_at'),
        column.int('revision'),
      ],
      uniques: { uq_asset_pointer: ['tenant_id', 'environment_id', 'asset_id'] },
      indices: { ix_asset_pointer_asset: ['tenant_id', 'asset_id'], ix_asset_pointer_version: ['tenant_id', 'version_id'] },
      foreignKeys: [
        { ...reference('fk_asset_pointer_environment', 'environment_id', 'catalog_environment'), onDelete: 'CASCADE' },
        reference('fk_pointer_asset_version', 'version_id', 'prompts_asset_version'),
      ],
    });
    await createTable(runner, {
      name: 'prompts_release_rules',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('environment_id', { primary: true }),
        column.id('project_id'),
        column.flag('approval_required'),
        column.int('approvals'),
        column.json('excluded_approvers'),
        column.json('freeze_windows'),
        column.id('after_environment_id', { nullable: true }),
        column.int('revision'),
        column.time('updated_at'),
      ],
      indices: { ix_release_rules_after: ['tenant_id', 'after_environment_id'] },
      foreignKeys: [{ ...reference('fk_release_rules_environment', 'environment_id', 'catalog_environment'), onDelete: 'CASCADE' }],
    });
    for (const added of [
      column.json('approvals', { nullable: true }),
      column.id('closed_by', { nullable: true }),
      column.time('closed_at', { nullable: true }),
      column.text('close_reason', { nullable: true }),
      column.flag('rejected', { nullable: true }),
    ])
      await addColumn(runner, 'prompts_deployment', added);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['rejected', 'close_reason', 'closed_at', 'closed_by', 'approvals'])
      await runner.dropColumn('prompts_deployment', name);
    for (const table of ['prompts_release_rules', 'prompts_asset_pointer']) await runner.dropTable(table);
  }
}

const reference = (name: string, columnName: string, referencedTableName: string) => ({
  name,
  columnNames: ['tenant_id', columnName],
  referencedTableName,
  referencedColumnNames: ['tenant_id', 'id'],
});
