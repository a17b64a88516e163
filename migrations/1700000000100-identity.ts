import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Identity1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'identity_tenant',
      columns: [
        column.id('id', { primary: true }),
        column.key('name', 255),
        column.flag('marketplace_requires_approval'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_tenant_name: ['name'] },
    });
    await createTable(runner, {
      name: 'identity_user',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.key('email', 255),
        column.key('email_key', 255),
        column.key('name', 255),
        column.key('role', 32),
        column.key('password_hash', 255),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_user_email: ['email_key'] },
      foreignKeys: [
        { name: 'fk_user_tenant', columnNames: ['tenant_id'], referencedTableName: 'identity_tenant', referencedColumnNames: ['id'] },
      ],
    });
    await createTable(runner, {
      name: 'identity_api_key',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('user_id'),
        column.key('name', 255),
        column.key('prefix', 32),
        column.key('secret_hash', 64),
        column.time('expires_at', { nullable: true }),
        column.flag('revoked'),
        column.time('last_used_at', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_api_key_prefix: ['prefix'] },
      indices: { ix_api_key_user: ['tenant_id', 'user_id'] },
      foreignKeys: [
        {
          name: 'fk_api_key_user',
          columnNames: ['tenant_id', 'user_id'],
          referencedTableName: 'identity_user',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['identity_api_key', 'identity_user', 'identity_tenant']) await runner.dropTable(name);
  }
}
