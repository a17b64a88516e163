import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class Prompts1700000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_prompt',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.key('slug', 255),
        column.key('name', 255),
        column.text('description', { nullable: true }),
        column.key('type', 20),
        column.id('owner_user_id'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_prompt_slug: ['tenant_id', 'project_id', 'slug'] },
      foreignKeys: [reference('fk_prompt_project', 'project_id', 'catalog_project')],
    });
    await createTable(runner, {
      name: 'prompts_version',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('prompt_id'),
        column.key('version_tag', 50),
        column.text('prompt_text'),
        column.key('language_code', 10),
        column.json('variables'),
        column.json('literals'),
        column.key('content_hash', 64),
        column.text('change_message', { nullable: true }),
        column.key('status', 20),
        column.time('activated_at', { nullable: true }),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_version_tag: ['tenant_id', 'prompt_id', 'version_tag'] },
      indices: { ix_version_project: ['tenant_id', 'project_id', 'created_at', 'id', 'prompt_id', 'version_tag'] },
      foreignKeys: [{ ...reference('fk_version_prompt', 'prompt_id', 'prompts_prompt'), onDelete: 'CASCADE' }],
    });
    await createTable(runner, {
      name: 'prompts_translation',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('version_id'),
        column.key('language_code', 10),
        column.text('prompt_text'),
        column.int('revision'),
        column.time('created_at'),
        column.time('updated_at'),
      ],
      uniques: { uq_translation_language: ['tenant_id', 'version_id', 'language_code'] },
      foreignKeys: [{ ...reference('fk_translation_version', 'version_id', 'prompts_version'), onDelete: 'CASCADE' }],
    });
    await createTable(runner, {
      name: 'prompts_pointer',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('id', { primary: true }),
        column.id('project_id'),
        column.id('environment_id'),
        column.id('prompt_id'),
        column.key('prompt_slug', 255),
        column.id('version_id'),
        column.key('version_tag', 50),
        column.id('moved_by'),
        column.time('moved_at'),
        column.int('revision'),
      ],
      uniques: { uq_pointer: ['tenant_id', 'environment_id', 'prompt_id'] },
      indices: { ix_pointer_prompt: ['tenant_id', 'prompt_id'], ix_pointer_version: ['tenant_id', 'version_id'] },
      foreignKeys: [
        { ...reference('fk_pointer_environment', 'environment_id', 'catalog_environment'), onDelete: 'CASCADE' },
        reference('fk_pointer_version', 'version_id', 'prompts_version'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['prompts_pointer', 'prompts_translation', 'prompts_version', 'prompts_prompt']) await runner.dropTable(table);
  }
}

const reference = (name: string, columnName: string, referencedTableName: string) => ({
  name,
  columnNames: ['tenant_id', columnName],
  referencedTableName,
  referencedColumnNames: ['tenant_id', 'id'],
});
