import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn, createTable } from './engine';

export class Sessions1700000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['identity_tenant', 'identity_user'])
      await addColumn(runner, table, column.time('disabled_at', { nullable: true }));
    await createTable(runner, {
      name: 'identity_session',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('user_id'),
        column.key('family_hash', 64),
        column.key('secret_hash', 64),
        column.key('user_agent', 255, { nullable: true }),
        column.key('ip', 45, { nullable: true }),
        column.time('created_at'),
        column.time('last_used_at'),
        column.time('expires_at'),
        column.time('ended_at', { nullable: true }),
        column.int('revision'),
      ],
      uniques: { uq_session_family: ['family_hash'] },
      indices: { ix_session_user: ['tenant_id', 'user_id', 'created_at'] },
      foreignKeys: [ofUser('fk_session_user')],
    });
    await createTable(runner, {
      name: 'identity_password_reset',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('user_id', { primary: true }),
        column.key('token_hash', 64),
        column.time('created_at'),
        column.time('expires_at'),
      ],
      uniques: { uq_password_reset_token: ['token_hash'] },
      foreignKeys: [ofUser('fk_password_reset_user')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['identity_password_reset', 'identity_session']) await runner.dropTable(name);
    for (const table of ['identity_user', 'identity_tenant']) await runner.query(`ALTER TABLE ${table} DROP COLUMN disabled_at`);
  }
}

const ofUser = (name: string) => ({
  name,
  columnNames: ['tenant_id', 'user_id'],
  referencedTableName: 'identity_user',
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
});
