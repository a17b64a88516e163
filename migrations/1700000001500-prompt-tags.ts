import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

export class PromptTags1700000001500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_prompt_tag',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('prompt_id', { primary: true }),
        column.id('tag_id', { primary: true }),
        column.id('project_id'),
      ],
      indices: {
        ix_prompt_tag_tag: ['tenant_id', 'tag_id'],
        ix_prompt_tag_project: ['tenant_id', 'project_id', 'prompt_id', 'tag_id'],
      },
      foreignKeys: [
        goesWith('fk_prompt_tag_prompt', 'prompt_id', 'prompts_prompt'),
        goesWith('fk_prompt_tag_tag', 'tag_id', 'catalog_tag'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_prompt_tag');
  }
}

const goesWith = (name: string, columnName: string, referencedTableName: string) => ({
  name,
  columnNames: ['tenant_id', columnName],
  referencedTableName,
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
});
