import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn, createTable } from './engine';

export class EstablishedApprovers1700000001945 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'identity_credential_setting',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('user_id', { primary: true }),
        column.id('set_by', { primary: true }),
        column.time('set_at'),
        column.time('replaced_at', { nullable: true }),
      ],
      foreignKeys: [
        {
          name: 'fk_credential_setting_user',
          columnNames: ['tenant_id', 'user_id'],
          referencedTableName: 'identity_user',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
    await addColumn(runner, 'prompts_release_rules', column.flag('established_approvers', { nullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('prompts_release_rules', 'established_approvers');
    await runner.dropTable('identity_credential_setting');
  }
}
