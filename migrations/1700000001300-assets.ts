import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Assets1700000001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_asset',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('prompt_id'),
        column.key('asset_key', 255),
        column.key('name', 255),
        column.text('category', { nullable: true }),
        column.flag('enabled'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_asset_key: ['tenant_id', 'prompt_id', 'asset_key'] },
      foreignKeys: [belonging('fk_asset_prompt', 'prompt_id', 'prompts_prompt')],
    });
    await createTable(runner, {
      name: 'prompts_asset_version',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('prompt_id'),
        column.id('asset_id'),
        column.key('version_tag', 50),
        column.text('value'),
        column.key('language_code', 10),
        column.key('content_hash', 64),
        column.text('change_message', { nullable: true }),
        column.key('status', 20),
        column.time('activated_at', { nullable: true }),
        column.key('marketplace_status', 20),
        column.time('marketplace_requested_at', { nullable: true }),
        column.time('marketplace_approved_at', { nullable: true }),
        column.time('marketplace_published_at', { nullable: true }),
        column.id('marketplace_requester_id', { nullable: true }),
        column.id('marketplace_approver_id', { nullable: true }),
        column.text('marketplace_rejection_reason', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_asset_version_tag: ['tenant_id', 'asset_id', 'version_tag'] },
      indices: {
        ix_asset_version_prompt: ['tenant_id', 'prompt_id', 'created_at', 'id', 'asset_id', 'version_tag', 'status'],
        ix_asset_version_newest: ['tenant_id', 'asset_id', 'created_at', 'id', 'status'],
      },
      foreignKeys: [belonging('fk_asset_version_asset', 'asset_id', 'prompts_asset')],
    });
    await createTable(runner, {
      name: 'prompts_asset_translation',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('version_id'),
        column.key('language_code', 10),
        column.text('value'),
        column.key('source_hash', 64),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_asset_translation_language: ['tenant_id', 'version_id', 'language_code'] },
      foreignKeys: [belonging('fk_asset_translation_version', 'version_id', 'prompts_asset_version')],
    });
    await createTable(runner, {
      name: 'prompts_asset_translation_text',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('translation_id', { primary: true }),
        column.int('revision', { primary: true }),
        column.id('version_id'),
        column.key('language_code', 10),
        column.text('value'),
        column.key('source_hash', 64),
        column.time('created_at'),
        column.time('valid_from'),
        column.time('valid_to'),
      ],
      indices: { ix_asset_translation_text_version: ['tenant_id', 'version_id', 'language_code', 'valid_from'] },
      foreignKeys: [belonging('fk_asset_translation_text_version', 'version_id', 'prompts_asset_version')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['prompts_asset_translation_text', 'prompts_asset_translation', 'prompts_asset_version', 'prompts_asset'])
      await runner.dropTable(table);
  }
}

/** A part that goes with the whole. */
const belonging = (name: string, columnName: string, referencedTableName: string) => ({
  name,
  columnNames: ['tenant_id', columnName],
  referencedTableName,
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
});
