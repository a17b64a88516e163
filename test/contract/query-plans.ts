import type { Logger } from 'typeorm';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { TypeOrmAssetRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetVersionRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { ASSET_VERSION_LIST } from '#contexts/prompts/asset/application/asset-version-repository.port';
import { Asset } from '#contexts/prompts/asset/domain/asset';
import { ASSET_TEXT } from '#contexts/prompts/asset/domain/asset-text';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { PROMPT_LIST } from '#contexts/prompts/prompt/application/prompt-repository.port';
import { VERSION_LIST } from '#contexts/prompts/prompt/application/version-repository.port';
import { Prompt } from '#contexts/prompts/prompt/domain/prompt';
import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { listQuery } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ACME, ANN, SHOP] = [idOf(901), idOf(911), idOf(921)];
const NOW = new Date('2026-01-01T00:00:00.123Z');
const DIGITS = `(${Array.from({ length: 10 }, (_, n) => `SELECT ${n} AS n`).join(' UNION ALL ')})`;
const NUMBERS = `(SELECT 1000 * a.n + 100 * b.n + 10 * c.n + d.n AS n FROM ${DIGITS} a, ${DIGITS} b, ${DIGITS} c, ${DIGITS} d)`;

interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** With 10,000 prompts of three versions, and as many assets, no question about one of them looks at others or sorts them. */
export function questionsFindTheirIndex(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`questions about one of many on ${name}`, () => {
    let database: ContractDatabase;
    let prompts: TypeOrmPromptRepository;
    let versions: TypeOrmVersionRepository;
    let assetVersions: TypeOrmAssetVersionRepository;
    const asked: Statement[] = [];

    beforeAll(async () => {
      database = await open();
      const { session, unitOfWork } = database;
      const references = new TypeOrmReferenceIndex(session);
      prompts = new TypeOrmPromptRepository(session);
      versions = new TypeOrmVersionRepository(session, references, new TypeOrmReleasedTags(session));
      assetVersions = new TypeOrmAssetVersionRepository(session, references, new TypeOrmReleasedTags(session));
      const common = { tenantId: ACME, projectId: SHOP, now: NOW };
      const of = { promptId: idOf(1), versionTag: '1.0.0', languageCode: 'en', changeMessage: null, translations: [], translationIds: [] };
      await unitOfWork.maintain(async () => {
        await new TypeOrmProjectRepository(session).add(
          Project.create({ ...common, id: SHOP, name: 'Shop', description: null, ownerUserId: ANN }),
        );
        const named = { slug: null, name: 'First', description: null, type: 'USER' as const, ownerUserId: ANN };
        await prompts.add(Prompt.create({ ...common, ...named, id: idOf(1) }));
        const text = { text: 'Hi', variables: [], literals: [] };
        await versions.add(
          newTextVersion(PROMPT_TEXT, { ...common, ...of, ...text, id: idOf(2), parentId: idOf(1) }).version.activate(NOW),
        );
        const asset = { promptId: idOf(1), key: 'sign', name: 'Sign', category: null };
        await new TypeOrmAssetRepository(session).add(Asset.create({ ...common, ...asset, id: idOf(3) }));
        const value = { ...text, parentId: idOf(3), text: 'Bye' };
        await assetVersions.add(newTextVersion(ASSET_TEXT, { ...common, ...of, ...value, id: idOf(4) }).version.activate(NOW));
        const made = (kind: string): string => (isMysql() ? `CONCAT('${kind}-', n)` : `'${kind}-' || n`);
        await copies('prompts_prompt', idOf(1), { id: made('p'), slug: made('s') });
        await copies('prompts_asset', idOf(3), { id: made('a'), asset_key: made('k') });
        for (const each of ['1', '2', '3']) {
          const version = { id: made(`v${each}`), version_tag: `'${each}'`, prompt_id: made('p') };
          await copies('prompts_version', idOf(2), version);
          await copies('prompts_asset_version', idOf(4), { ...version, prompt_id: `'${idOf(1)}'`, asset_id: made('a') });
        }
      });
      const listen: Partial<Logger> = { logQuery: (sql, parameters) => asked.push({ sql, parameters: (parameters ?? []) as unknown[] }) };
      Object.assign(session.reader.dataSource, { logger: { ...silent, ...listen } });
    }, 120_000);
    afterAll(() => database.close());

    const isMysql = (): boolean => database.session.reader.dataSource.options.type === 'mysql';
    const silent = { logQueryError: ignore, logQuerySlow: ignore, logSchemaBuild: ignore, logMigration: ignore, log: ignore };
    function ignore(): void {
      // Nothing to say.
    }

    /** Ten thousand copies of a row. */
    async function copies(table: string, original: string, changed: Readonly<Record<string, string>>): Promise<void> {
      const { writer } = database.session;
      const columns = writer.dataSource.getMetadata(table).columns.map(({ databaseName }) => databaseName);
      const quoted = columns.map((each) => writer.dataSource.driver.escape(each));
      const values = columns.map((each, at) => changed[each] ?? `first.${quoted[at] ?? ''}`);
      await writer.query(
        `INSERT INTO ${table} (${quoted.join(', ')}) SELECT ${values.join(', ')}
         FROM ${NUMBERS} numbers, (SELECT * FROM ${table} WHERE tenant_id = '${ACME}' AND id = '${original}') first`,
      );
    }

    /** How the engine goes about what the question asks: the index that it takes, and whether it sorts. */
    async function plansOf(question: () => Promise<unknown>): Promise<{ index: string | undefined; sorts: boolean }[]> {
      asked.length = 0;
      await question();
      const plans = [];
      for (const { sql, parameters } of [...asked]) {
        const prefix = isMysql() ? 'EXPLAIN FORMAT=TRADITIONAL' : 'EXPLAIN QUERY PLAN';
        const rows = await database.session.reader.query<Record<string, unknown>[]>(`${prefix} ${sql}`, parameters);
        const said = rows.map((row) => (isMysql() ? `INDEX ${String(row.key)} ${String(row.Extra)}` : String(row.detail)));
        plans.push({ index: /INDEX ((?:ix|uq)_\w+)/u.exec(said.join())?.[1], sorts: /filesort|TEMP B-TREE/u.test(said.join()) });
      }
      return plans;
    }

    const some = (kind: string): string[] => Array.from({ length: 100 }, (_, n) => `${kind}-${n * 7}`);

    it.each([
      ['the newest version', 'ix_version_newest', () => versions.newest(ACME, 'p-77')],
      ['the version that is served', 'ix_version_newest', () => versions.newestServed(ACME, 'p-77')],
      ['the language of the oldest version', 'ix_version_newest', () => versions.firstLanguage(ACME, 'p-77')],
      ['the versions of a prompt', 'ix_version_newest', () => versions.list(ACME, 'p-77')],
      ['a page of versions', 'ix_version_newest', () => versions.page(ACME, 'p-77', listQuery({ limit: '2' }, VERSION_LIST))],
      ['the tags of a project', 'ix_version_project', () => versions.tagsOf(ACME, SHOP, null)],
      ['a page of prompts', 'ix_prompt_created', () => prompts.page(ACME, SHOP, listQuery({ limit: '50' }, PROMPT_LIST), null)],
      ['the newest version of an asset', 'ix_asset_version_newest', () => assetVersions.newest(ACME, 'a-77')],
      ['the versions of an asset', 'ix_asset_version_newest', () => assetVersions.list(ACME, 'a-77')],
      ['a page of them', 'ix_asset_version_newest', () => assetVersions.page(ACME, 'a-77', listQuery({ limit: '2' }, ASSET_VERSION_LIST))],
      ['the tags of all assets', 'ix_asset_version_prompt', () => assetVersions.tagsOf(ACME, idOf(1), null)],
    ])('%s: found by %s and not sorted', async (_what, index, question) => {
      expect(await plansOf(question)).toEqual([{ index, sorts: false }]);
    });

    it.each([
      ['the versions that are served', () => versions.servedOf(ACME, some('p'))],
      ['the tags', () => versions.tagsOf(ACME, SHOP, some('p'))],
    ])('%s of some prompts: found by an index of the prompt', async (_what, question) => {
      const [plan] = await plansOf(question);
      expect(['ix_version_newest', 'uq_version_tag']).toContain(plan?.index);
    });
  });
}
