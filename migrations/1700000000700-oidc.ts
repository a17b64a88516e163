import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Oidc1700000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'identity_oidc_link',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.key('issuer', 255, { primary: true }),
        column.key('subject', 255, { primary: true }),
        column.id('user_id'),
        column.time('created_at'),
      ],
      uniques: { uq_oidc_link_user: ['tenant_id', 'user_id', 'issuer'] },
      foreignKeys: [
        {
          name: 'fk_oidc_link_user',
          columnNames: ['tenant_id', 'user_id'],
          referencedTableName: 'identity_user',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('identity_oidc_link');
  }
}
