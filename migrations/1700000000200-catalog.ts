import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Catalog1700000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'catalog_project',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.key('slug', 255),
        column.key('name', 255),
        column.text('description', { nullable: true }),
        column.id('owner_user_id'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_project_slug: ['tenant_id', 'slug'], uq_project_name: ['tenant_id', 'name'] },
      indices: { ix_project_owner: ['tenant_id', 'owner_user_id'] },
    });
    await createTable(runner, {
      name: 'catalog_environment',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('name', 255),
        column.text('description', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_environment_name: ['tenant_id', 'project_id', 'name'] },
      foreignKeys: [
        {
          name: 'fk_environment_project',
          columnNames: ['tenant_id', 'project_id'],
          referencedTableName: 'catalog_project',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('catalog_environment');
    await runner.dropTable('catalog_project');
  }
}
