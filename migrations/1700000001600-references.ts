import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column } from '#platform/persistence/column-types';
import { createTable } from './engine';
import { referencesInText } from './references-in-texts';

/** Texts that are read together; one may have 1 MiB. */
const CHUNK = 50;
const GATES = 16;

interface Text {
  readonly tenant: string;
  readonly id: string;
  readonly project: string;
  readonly prompt: string;
  readonly version: string | null;
  readonly asset_version: string | null;
  readonly body: string;
  /** JSON. */
  readonly literals: string;
}

/** Every kind of text that was there before the index, in the order of its key. */
const TEXTS = [
  `SELECT v.tenant_id AS tenant, v.id AS id, v.project_id AS project, v.prompt_id AS prompt, v.id AS version, NULL AS asset_version,
     v.prompt_text AS body, v.literals AS literals FROM prompts_version v WHERE v.id > ? AND v.prompt_text LIKE '%{{%'`,
  `SELECT v.tenant_id AS tenant, v.id AS id, o.project_id AS project, o.prompt_id AS prompt, o.id AS version, NULL AS asset_version,
     v.prompt_text AS body, o.literals AS literals FROM prompts_translation v
     JOIN prompts_version o ON o.tenant_id = v.tenant_id AND o.id = v.version_id WHERE v.id > ? AND v.prompt_text LIKE '%{{%'`,
  `SELECT v.tenant_id AS tenant, v.id AS id, v.project_id AS project, v.prompt_id AS prompt, NULL AS version, v.id AS asset_version,
     v.value AS body, '[]' AS literals FROM prompts_asset_version v WHERE v.id > ? AND v.value LIKE '%{{%'`,
  `SELECT v.tenant_id AS tenant, v.id AS id, o.project_id AS project, o.prompt_id AS prompt, NULL AS version, o.id AS asset_version,
     v.value AS body, '[]' AS literals FROM prompts_asset_translation v
     JOIN prompts_asset_version o ON o.tenant_id = v.tenant_id AND o.id = v.version_id WHERE v.id > ? AND v.value LIKE '%{{%'`,
];

export class References1700000001600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'prompts_reference',
      columns: [
        column.id('tenant_id', { primary: true }),
        column.id('text_id', { primary: true }),
        column.int('position', { primary: true }),
        column.id('project_id'),
        column.id('prompt_id'),
        column.id('version_id', { nullable: true }),
        column.id('asset_version_id', { nullable: true }),
        column.key('kind', 10),
        column.key('target_project', 255),
        column.key('target', 255),
        column.key('target_tag', 50, { nullable: true }),
        column.key('target_language', 10, { nullable: true }),
      ],
      indices: {
        ix_reference_target: ['tenant_id', 'kind', 'target'],
        ix_reference_prompt: ['tenant_id', 'prompt_id', 'kind', 'target'],
        ix_reference_version: ['tenant_id', 'version_id'],
        ix_reference_asset_version: ['tenant_id', 'asset_version_id'],
      },
      foreignKeys: [
        goesWith('fk_reference_version', 'version_id', 'prompts_version'),
        goesWith('fk_reference_asset_version', 'asset_version_id', 'prompts_asset_version'),
      ],
    });
    await createTable(runner, { name: 'prompts_reference_gate', columns: [column.int('slot', { primary: true })] });
    for (let slot = 0; slot < GATES; slot += 1) await runner.query('INSERT INTO prompts_reference_gate (slot) VALUES (?)', [slot]);
    for (const texts of TEXTS) await index(runner, texts);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('prompts_reference_gate');
    await runner.dropTable('prompts_reference');
  }
}

async function index(runner: QueryRunner, texts: string): Promise<void> {
  for (let last: string | undefined = ''; last !== undefined;) {
    const chunk = (await runner.query(`${texts} ORDER BY v.id LIMIT ${CHUNK}`, [last])) as Text[];
    for (const text of chunk) await write(runner, text);
    last = chunk.length < CHUNK ? undefined : chunk.at(-1)?.id;
  }
}

async function write(runner: QueryRunner, { tenant, id, project, prompt, version, asset_version, body, literals }: Text): Promise<void> {
  const found = referencesInText(body, JSON.parse(literals) as string[]);
  for (const [position, reference] of found.entries()) {
    await runner.query(
      `INSERT INTO prompts_reference (tenant_id, text_id, position, project_id, prompt_id, version_id, asset_version_id, kind,
         target_project, target, target_tag, target_language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        tenant,
        id,
        position,
        project,
        prompt,
        version,
        asset_version,
        reference.kind,
        reference.project,
        reference.target,
        reference.tag,
        reference.language,
      ],
    );
  }
}

const goesWith = (name: string, columnName: string, referencedTableName: string) => ({
  name,
  columnNames: ['tenant_id', columnName],
  referencedTableName,
  referencedColumnNames: ['tenant_id', 'id'],
  onDelete: 'CASCADE',
});
