import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from './engine';

/** The orders of lists, so that a page reads its own rows only, however many the project has. */
const INDEXES = [
  ['prompts_prompt', 'ix_prompt_created', ['tenant_id', 'project_id', 'created_at', 'id']],
  ['prompts_prompt', 'ix_prompt_updated', ['tenant_id', 'project_id', 'updated_at', 'id']],
  ['prompts_prompt', 'ix_prompt_name', ['tenant_id', 'project_id', 'name', 'id']],
  ['prompts_version', 'ix_version_newest', ['tenant_id', 'prompt_id', 'created_at', 'id', 'version_tag', 'status', 'language_code']],
] as const;

export class PromptLists1700000001800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, columns] of INDEXES) await addIndex(runner, table, name, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of INDEXES) await runner.dropIndex(table, name);
  }
}
