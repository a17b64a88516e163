import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';

const PARENTS = { prompt: ['prompts_version', 'prompt_id'], asset: ['prompts_asset_version', 'asset_id'] } as const;

/** Contents of tags whose versions are deleted and were active; of earlier deletions those are known that an environment pointed at. */
export class ReleasedTags1700000001961 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_released_tag',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('parent_id', { primary: true }),
        column.key('version_tag', 50, { primary: true }),
        column.id('prompt_id'),
        column.key('content_hash', 64),
      ],
      indices: { ix_released_tag_prompt: ['tenant_id', 'prompt_id'] },
      foreignKeys: [
        {
          name: 'fk_released_tag_prompt',
          columnNames: ['tenant_id', 'prompt_id'],
          referencedTableName: 'prompts_prompt',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
    for (const [kind, [versions, parent]] of Object.entries(PARENTS)) {
      const [owners, promptId] = kind === 'prompt' ? ['prompts_prompt', 'p.id'] : ['prompts_asset', 'p.prompt_id'];
      await runner.query(
        `INSERT INTO prompts_released_tag (tenant_id, parent_id, version_tag, prompt_id, content_hash)
         SELECT h.tenant_id, h.entity_id, h.version_tag, ${promptId}, MAX(h.content_hash) FROM prompts_pointer_history h
         JOIN ${owners} p ON p.tenant_id = h.tenant_id AND p.id = h.entity_id
         WHERE h.kind = '${kind}' AND h.content_hash IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM ${versions} v WHERE v.tenant_id = h.tenant_id AND v.${parent} = h.entity_id AND v.version_tag = h.version_tag)
         GROUP BY h.tenant_id, h.entity_id, h.version_tag, ${promptId}`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_released_tag');
  }
}
