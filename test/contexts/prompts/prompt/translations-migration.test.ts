import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLES } from '#bootstrap/contexts';
import { MIGRATIONS } from '#migrations';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { TextVersion } from '#contexts/prompts/text/domain/text-version';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TENANT = idOf(1);
const WHEN = '2026-01-01 00:00:00.000';

describe('an installation from before translations knew their source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'japm-translations-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function migrated(migrations: readonly (new () => object)[]): Promise<Database> {
    const config = { url: `sqlite:${join(folder, 'japm.sqlite')}`, poolSize: 2, connectTimeoutMs: 1000, startTimeoutMs: 0 };
    const database = createDatabase(config, TABLES, migrations);
    await connect(database, 0, () => undefined);
    await migrate(database);
    return database;
  }

  it('counts its translations as made from the present text, and its versions as not published', async () => {
    const before = MIGRATIONS.findIndex((each) => each.name.startsWith('Translations'));
    const old = await migrated(MIGRATIONS.slice(0, before));
    const insert = (table: string, row: Record<string, unknown>) =>
      old.writer.query(
        `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row).fill('?').join()})`,
        Object.values(row),
      );
    const common = { tenant_id: TENANT, revision: 1, created_at: WHEN, updated_at: WHEN };
    await insert('catalog_project', { ...common, id: idOf(2), slug: 'shop', name: 'Shop', owner_user_id: idOf(3) });
    const owned = { slug: 'mail', name: 'Mail', type: 'USER', owner_user_id: idOf(3) };
    await insert('prompts_prompt', { ...common, ...owned, id: idOf(4), project_id: idOf(2) });
    const texts = Array.from({ length: 230 }, (_each, n) => `Dear "{{who}}" \\ é🙂 ${n}`);
    for (const [n, prompt_text] of texts.entries()) {
      const version = {
        project_id: idOf(2),
        prompt_id: idOf(4),
        version_tag: `1.0.${n}`,
        language_code: 'en-US',
        prompt_text,
        status: 'draft',
      };
      await insert('prompts_version', { ...common, ...version, id: idOf(1000 + n), variables: '[]', literals: '[]', content_hash: 'x' });
      if (n === 7) continue;
      const translation = { version_id: idOf(1000 + n), language_code: 'fr-FR', prompt_text: 'Cher' };
      await insert('prompts_translation', { ...common, ...translation, id: idOf(5000 + n) });
    }
    await disconnect(old);

    const now = await migrated(MIGRATIONS);
    const hashes = await now.reader.query<{ hash: string }[]>('SELECT source_hash AS hash FROM prompts_translation ORDER BY id');
    const hashOf = (text: string) => TextVersion.restore(PROMPT_TEXT, { text, languageCode: 'en-US' } as never).sourceHash();
    const wanted = texts.filter((_each, n) => n !== 7).map(hashOf);
    expect(hashes.map(({ hash }) => hash)).toEqual(wanted);
    expect(await now.reader.query('SELECT DISTINCT marketplace_status AS status FROM prompts_version')).toEqual([
      { status: 'NOT_PUBLISHED' },
    ]);
    await disconnect(now);
  });
});
