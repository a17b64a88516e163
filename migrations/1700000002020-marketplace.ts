import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addIndex, createTable } from './engine';

/** The published and the pending versions of a tenant in the order of creation; they cover all that a list needs beside its texts. */
const INDEXES = [
  ['prompts_version', 'ix_version_marketplace', ['tenant_id', 'marketplace_status', 'created_at', 'id', 'prompt_id', 'language_code']],
  [
    'prompts_asset_version',
    'ix_asset_version_marketplace',
    ['tenant_id', 'marketplace_status', 'created_at', 'id', 'asset_id', 'language_code'],
  ],
] as const;

export class Marketplace1700000002020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, columns] of INDEXES) await addIndex(runner, table, name, columns);
    await createTable(runner, {
      name: 'prompts_copy',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('prompt_id'),
        column.key('source_project', 255),
        column.key('source_prompt', 255),
        column.key('source_version_tag', 50),
        column.id('source_version_id'),
        column.key('content_hash', 64),
        column.id('copied_by'),
        column.time('copied_at'),
      ],
      uniques: { uq_copy_prompt: ['tenant_id', 'prompt_id'] },
      indices: { ix_copy_source: ['tenant_id', 'source_version_id'] },
      foreignKeys: [
        {
          name: 'fk_copy_prompt',
          columnNames: ['tenant_id', 'prompt_id'],
          referencedTableName: 'prompts_prompt',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_copy');
    for (const [table, name] of INDEXES) await runner.dropIndex(table, name);
  }
}
