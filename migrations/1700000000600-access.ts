import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn, createTable } from './engine';

export class Access1700000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'identity_api_key', column.json('permissions', { nullable: true }));
    await addColumn(runner, 'identity_api_key', column.json('projects', { nullable: true }));
    await addColumn(runner, 'identity_api_key', column.json('environments', { nullable: true }));
    await addColumn(runner, 'identity_api_key', column.key('previous_hash', 64, { nullable: true }));
    await addColumn(runner, 'identity_api_key', column.time('overlap_until', { nullable: true }));
    await createTable(runner, {
      name: 'catalog_member',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('project_id', { primary: true }),
        column.id('user_id', { primary: true }),
        column.key('role', 32),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      indices: { ix_member_user: ['tenant_id', 'user_id'] },
      foreignKeys: [
        {
          name: 'fk_member_project',
          columnNames: ['tenant_id', 'project_id'],
          referencedTableName: 'catalog_project',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
        {
          name: 'fk_member_user',
          columnNames: ['tenant_id', 'user_id'],
          referencedTableName: 'identity_user',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('catalog_member');
    for (const name of ['overlap_until', 'previous_hash', 'environments', 'projects', 'permissions'])
      await runner.dropColumn('identity_api_key', name);
  }
}
