import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn } from './engine';

const TEXTS = {
  prompts_version: 'prompt_text',
  prompts_translation: 'prompt_text',
  prompts_asset_version: 'value',
  prompts_asset_translation: 'value',
} as const;

/** How many `{{` each text has, so that nothing has to be read to find out that a resolve would be too much. */
export class PlaceholderCounts1700000001960 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, text] of Object.entries(TEXTS)) {
      await addColumn(runner, table, column.int('placeholders', { nullable: true }));
      const name = runner.dataSource.driver.escape(text);
      await runner.query(`UPDATE ${table} SET placeholders = (LENGTH(${name}) - LENGTH(REPLACE(${name}, '{{', ''))) / 2`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TEXTS)) await runner.dropColumn(table, 'placeholders');
  }
}
