import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

const IN_PROJECT = {
  columnNames: ['tenant_id', 'project_id'],
  referencedTableName: 'catalog_project',
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
};

export class Regions1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'catalog_region',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('language_code', 10),
        column.key('name', 255),
        column.id('parent_region_id', { nullable: true }),
        column.key('time_zone', 100),
        column.text('notes'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_region_language: ['tenant_id', 'project_id', 'language_code'] },
      indices: { ix_region_parent: ['tenant_id', 'parent_region_id'] },
      foreignKeys: [{ name: 'fk_region_project', ...IN_PROJECT }],
    });
    await createTable(runner, {
      name: 'catalog_cultural_data',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('region_id'),
        column.key('entry_key', 255),
        column.text('style'),
        column.text('notes'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_cultural_data_key: ['tenant_id', 'project_id', 'entry_key'] },
      indices: { ix_cultural_data_region: ['tenant_id', 'region_id'] },
      foreignKeys: [
        {
          name: 'fk_cultural_data_region',
          columnNames: ['tenant_id', 'region_id'],
          referencedTableName: 'catalog_region',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
    await createTable(runner, {
      name: 'catalog_rag_document',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('document_name', 255),
        column.id('region_id', { nullable: true }),
        column.text('category', { nullable: true }),
        column.flag('compliance_reviewed'),
        column.text('pii_risk_level', { nullable: true }),
        column.text('last_reviewed_by', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_rag_document_name: ['tenant_id', 'project_id', 'document_name'] },
      indices: { ix_rag_document_region: ['tenant_id', 'region_id'] },
      foreignKeys: [{ name: 'fk_rag_document_project', ...IN_PROJECT }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['catalog_rag_document', 'catalog_cultural_data', 'catalog_region']) await runner.dropTable(name);
  }
}
