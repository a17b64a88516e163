import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from './engine';

export class NewestVersions1700000001800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'prompts_version', 'ix_version_newest', ['tenant_id', 'prompt_id', 'created_at', 'id', 'status', 'version_tag']);
    await addIndex(runner, 'prompts_prompt', 'ix_prompt_created', ['tenant_id', 'project_id', 'created_at', 'id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('prompts_prompt', 'ix_prompt_created');
    await runner.dropIndex('prompts_version', 'ix_version_newest');
  }
}
