import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { TABLES } from '#bootstrap/contexts';
import { referencesIn } from '#contexts/prompts/reference-index/domain/text-reference';
import { MIGRATIONS } from '#migrations';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { referencesInText } from '../../../../migrations/references-in-texts';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TENANT = idOf(1);
const WHEN = '2026-01-01 00:00:00.000';

describe('references in texts', () => {
  it('are what their spelling says; what cannot be a name is left out', () => {
    const text = `{{asset:k}} {{ asset: k : Latest }} {{asset:k:1}} {{prompt:p}} {{prompt:s/p:1.0.0:fr}} {{prompt:x}} {{prompt:${'n'.repeat(300)}}} {{v}}`;
    const reference = { kind: 'asset', project: '', target: 'k', tag: null, language: null };
    expect(referencesIn(text, ['prompt:x'])).toEqual([
      reference,
      { ...reference, tag: '1' },
      { ...reference, kind: 'prompt', target: 'p' },
      { kind: 'prompt', project: 's', target: 'p', tag: '1.0.0', language: 'fr' },
    ]);
  });

  it('were read by the migration as they are read now', () => {
    const token = fc.constantFrom('{', '{{', '}', '}}', 'asset:', 'prompt:', 'variable:', 'a', 'b', '/', ':', ' ', '\n', 'latest', '1.0.0');
    const text = fc.array(token, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.constantFrom('asset:a', 'prompt:b', 'a')), (body, literals) => {
        expect(referencesInText(body, literals)).toEqual(referencesIn(body, literals));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an installation from before references were indexed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'japm-references-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function migrated(migrations: readonly (new () => object)[]): Promise<Database> {
    const config = { url: `sqlite:${join(folder, 'japm.sqlite')}`, poolSize: 2, connectTimeoutMs: 1000, startTimeoutMs: 0 };
    const database = createDatabase(config, TABLES, migrations);
    await connect(database, 0, () => undefined);
    await migrate(database);
    return database;
  }

  it('finds those of its versions, translations and assets', async () => {
    const before = MIGRATIONS.filter((each) => !each.name.startsWith('References') && numberOf(each.name) < 1700000001600);
    const old = await migrated(before);
    const insert = (table: string, row: Record<string, unknown>) =>
      old.writer.query(
        `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row).fill('?').join()})`,
        Object.values(row),
      );
    const common = { tenant_id: TENANT, revision: 1, created_at: WHEN, updated_at: WHEN };
    const inProject = { ...common, project_id: idOf(2) };
    await insert('catalog_project', { ...common, id: idOf(2), slug: 'shop', name: 'Shop', owner_user_id: idOf(3) });
    await insert('prompts_prompt', { ...inProject, id: idOf(4), slug: 'mail', name: 'Mail', type: 'USER', owner_user_id: idOf(3) });
    const listed = { marketplace_status: 'NOT_PUBLISHED', content_hash: 'x', status: 'draft', language_code: 'en-US' };
    for (let n = 0; n < 120; n += 1) {
      const version = {
        version_tag: `1.0.${n}`,
        prompt_text: `{{prompt:p${n}}} {{prompt:lit}}`,
        variables: '[]',
        literals: '["prompt:lit"]',
      };
      await insert('prompts_version', { ...inProject, ...listed, ...version, prompt_id: idOf(4), id: idOf(1000 + n) });
    }
    const translation = { language_code: 'fr-FR', source_hash: 'x' };
    const french = { ...translation, prompt_text: '{{asset:k}} {{prompt:lit}}', version_id: idOf(1000) };
    await insert('prompts_translation', { ...common, ...french, id: idOf(5000) });
    await insert('prompts_asset', { ...inProject, id: idOf(6), prompt_id: idOf(4), asset_key: 'k', name: 'K', enabled: 1 });
    const value = { version_tag: '1.0.0', value: 'x {{prompt:s/q:2}}', asset_id: idOf(6) };
    await insert('prompts_asset_version', { ...inProject, ...listed, ...value, prompt_id: idOf(4), id: idOf(7) });
    const spanish = { ...translation, value: '{{prompt:es}}', version_id: idOf(7) };
    await insert('prompts_asset_translation', { ...common, ...spanish, id: idOf(8) });
    await disconnect(old);

    const now = await migrated(MIGRATIONS);
    const rows = await now.reader.query<Record<string, unknown>[]>(
      `SELECT text_id, prompt_id, version_id, asset_version_id, kind, target_project, target, target_tag FROM prompts_reference ORDER BY text_id`,
    );
    expect(rows).toHaveLength(123);
    const prompt = { prompt_id: idOf(4), kind: 'prompt', target_project: '', target_tag: null };
    const ofAsset = { ...prompt, version_id: null, asset_version_id: idOf(7) };
    expect(rows.slice(0, 2)).toEqual([
      { ...ofAsset, text_id: idOf(7), target_project: 's', target: 'q', target_tag: '2' },
      { ...ofAsset, text_id: idOf(8), target: 'es' },
    ]);
    expect(rows[121]).toEqual({ ...prompt, text_id: idOf(1119), version_id: idOf(1119), asset_version_id: null, target: 'p119' });
    expect(rows[122]).toMatchObject({ text_id: idOf(5000), version_id: idOf(1000), kind: 'asset', target: 'k' });
    await disconnect(now);
  });
});

const numberOf = (name: string): number => Number(/\d+$/u.exec(name)?.[0]);
