import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { addColumn, createTable } from './engine';

export class Translations1700000001400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'prompts_version', column.key('marketplace_status', 20, { nullable: true }));
    for (const name of ['marketplace_requested_at', 'marketplace_approved_at', 'marketplace_published_at'])
      await addColumn(runner, 'prompts_version', column.time(name, { nullable: true }));
    for (const name of ['marketplace_requester_id', 'marketplace_approver_id'])
      await addColumn(runner, 'prompts_version', column.id(name, { nullable: true }));
    await addColumn(runner, 'prompts_version', column.text('marketplace_rejection_reason', { nullable: true }));
    await runner.query("UPDATE prompts_version SET marketplace_status = 'NOT_PUBLISHED'");

    await addColumn(runner, 'catalog_project', column.json('required_languages', { nullable: true }));
    await addColumn(runner, 'prompts_translation', column.key('source_hash', 64, { nullable: true }));
    await takeForCurrent(runner);
    await createTable(runner, {
      name: 'prompts_translation_revision',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('translation_id', { primary: true }),
        column.int('revision', { primary: true }),
        column.id('version_id'),
        column.key('language_code', 10),
        column.text('prompt_text'),
        column.key('source_hash', 64),
        column.time('created_at'),
        column.time('valid_from'),
        column.time('valid_to'),
      ],
      indices: { ix_translation_revision_version: ['tenant_id', 'version_id', 'valid_from'] },
      foreignKeys: [
        {
          name: 'fk_translation_revision_version',
          columnNames: ['tenant_id', 'version_id'],
          referencedTableName: 'prompts_version',
          referencedColumnNames: ['tenant_id', 'id'],
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_translation_revision');
    await runner.dropColumn('prompts_translation', 'source_hash');
    await runner.dropColumn('catalog_project', 'required_languages');
    for (const name of [
      'marketplace_rejection_reason',
      'marketplace_approver_id',
      'marketplace_requester_id',
      'marketplace_published_at',
      'marketplace_approved_at',
      'marketplace_requested_at',
      'marketplace_status',
    ])
      await runner.dropColumn('prompts_version', name);
  }
}

const PAGE = 100;

interface VersionText {
  readonly tenant_id: string;
  readonly id: string;
  readonly prompt_text: string;
  readonly language_code: string;
}

/** Nobody knows what earlier translations were made from: they count as made from the text that their version has now. */
async function takeForCurrent(runner: QueryRunner): Promise<void> {
  const next =
    'SELECT tenant_id, id, prompt_text, language_code FROM prompts_version v WHERE (tenant_id > ? OR (tenant_id = ? AND id > ?)) ' +
    `AND EXISTS (SELECT 1 FROM prompts_translation t WHERE t.tenant_id = v.tenant_id AND t.version_id = v.id) ORDER BY tenant_id, id LIMIT ${PAGE}`;
  let last = { tenant_id: '', id: '' };
  for (;;) {
    const rows = (await runner.query(next, [last.tenant_id, last.tenant_id, last.id])) as VersionText[];
    for (const { tenant_id, id, prompt_text: text, language_code: language } of rows) {
      // In this order of the names it is the canonical JSON.
      const hash = createHash('sha256').update(JSON.stringify({ language, text })).digest('hex');
      await runner.query('UPDATE prompts_translation SET source_hash = ? WHERE tenant_id = ? AND version_id = ?', [hash, tenant_id, id]);
    }
    const [end] = rows.slice(-1);
    if (!end || rows.length < PAGE) return;
    last = end;
  }
}
