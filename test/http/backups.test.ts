import type { AuditEnvelope } from '#shared/audit-envelope';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { faultsOf } from './documented';
import { Statements } from './walks/statements';
import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Listed {
  readonly backups: { readonly fileName: string; readonly size: number }[];
  readonly totalBackups: number;
  readonly totalSize: number;
}

describe('backups over HTTP', () => {
  let app: TestingApp;
  const events: AuditEnvelope[] = [];
  const prompts = '/api/projects/shop/prompts';
  const bodyOf = (response: { readonly body: unknown }): unknown => response.body;
  const list = async (): Promise<Listed> => bodyOf(await app.call('get', `${prompts}/backups/list`).expect(200)) as Listed;

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((committed) => events.push(...committed));
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it('hold a prompt with everything that it has, and outlive it', async () => {
    expect(await list()).toEqual({ backups: [], totalBackups: 0, totalSize: 0 });
    await app.call('post', '/api/projects/shop/tags', { name: 'mail' }).expect(201);
    const french = [{ languageCode: 'fr-FR', promptText: 'Cher {{who}}' }];
    const created = bodyOf(
      await app
        .call('post', prompts, {
          name: 'Order Mail',
          promptText: 'Dear {{who}}',
          languageCode: 'en-US',
          tags: ['mail'],
          initialTranslations: french,
        })
        .expect(201),
    );
    const next = { versionTag: '1.1.0', promptText: 'Hello {{who}}', languageCode: 'en-US', translationsFrom: '1.0.0' };
    await app.call('post', `${prompts}/order-mail/versions`, next).expect(201);
    const translated = [{ languageCode: 'fr-FR', value: 'Cordialement' }];
    const asset = { key: 'sign', name: 'Sign', initialValue: 'Yours', initialTranslations: translated };
    await app.call('post', `${prompts}/order-mail/assets`, asset).expect(201);
    const { id } = bodyOf(await app.call('post', '/api/projects/shop/environments', { name: 'live' }).expect(201)) as { id: string };
    await app.call('put', `/api/projects/shop/environments/${id}/pointers/order-mail`, { versionTag: '1.0.0' }).expect(200);
    const detail = bodyOf(await app.call('get', `${prompts}/order-mail`).expect(200)) as { versions: object[] };
    events.length = 0;

    const body = { deletionReason: 'replaced', includeExecutionLogs: true, executionLogsLimit: 5 };
    const document = bodyOf(await app.call('post', `${prompts}/order-mail/backup`, body).expect(201));
    const { tenantId, ownerUserId } = created as { tenantId: string; ownerUserId: string };
    expect(document).toMatchObject({
      backupMetadata: {
        timestamp: expect.any(String) as unknown,
        backupVersion: '1.0',
        deletionReason: 'replaced',
        deletedBy: ownerUserId,
        tenantId,
        projectId: 'shop',
      },
      prompt: { id: 'order-mail', name: 'Order Mail', projectId: 'shop', tenantId, ownerUserId },
      versions: [
        {
          versionTag: '1.1.0',
          status: 'draft',
          isActive: false,
          translations: [{ languageCode: 'fr-FR', state: 'stale' }],
          activeInEnvironments: [],
        },
        {
          versionTag: '1.0.0',
          status: 'active',
          isActive: true,
          translations: [{ state: 'current' }],
          activeInEnvironments: [{ id, name: 'live' }],
        },
      ],
      assets: [
        {
          key: 'sign',
          versions: [{ versionTag: '1.0.0', value: 'Yours', translations: [{ languageCode: 'fr-FR', value: 'Cordialement' }] }],
        },
      ],
      tags: [{ name: 'mail' }],
      executionLogs: [],
      statistics: {
        totalVersions: 2,
        totalTranslations: 2,
        totalAssets: 1,
        totalAssetVersions: 1,
        totalAssetTranslations: 1,
        totalExecutions: 0,
        mostUsedLanguages: [
          { languageCode: 'en-US', count: 3 },
          { languageCode: 'fr-FR', count: 3 },
        ],
      },
    });
    expect(await faultsOf(app, 'post /api/projects/{projectId}/prompts/{promptId}/backup', 201, document)).toEqual([]);
    // What a version shows elsewhere it shows here.
    const { versions } = document as { versions: object[] };
    expect(detail.versions).toMatchObject(versions);
    expect(events.map(({ action, risk, resource }) => [action, risk, resource.id])).toEqual([
      ['backup.create', 'high', expect.stringMatching(/^shop\/order-mail\/order-mail-.*\.json$/u)],
    ]);

    const { backups, totalBackups, totalSize } = await list();
    expect(backups).toEqual([
      {
        fileName: expect.stringMatching(/^order-mail-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.json$/u) as unknown,
        size: Buffer.byteLength(JSON.stringify(document)),
        createdAt: (document as { backupMetadata: { timestamp: string } }).backupMetadata.timestamp,
        promptId: 'order-mail',
        promptName: 'Order Mail',
      },
    ]);
    expect([totalBackups, totalSize]).toEqual([1, backups[0]?.size]);

    await app.call('delete', `/api/projects/shop/environments/${id}`).expect(200);
    await app.call('delete', `${prompts}/order-mail`).expect(200);
    events.length = 0;
    expect(bodyOf(await app.call('get', `${prompts}/backups/${backups[0]?.fileName}`).expect(200))).toEqual(document);
    expect(events.map(({ action, risk }) => [action, risk])).toEqual([['backup.read', 'high']]);
    await app.call('get', `${prompts}/backups/other.json`).expect(404);
  });

  it('says what is wrong with a request', async () => {
    await app.call('post', prompts, { name: 'Kept', promptText: 'Hi' }).expect(201);
    const backup = `${prompts}/kept/backup`;
    for (const bad of [
      { executionLogsLimit: -1 },
      { executionLogsLimit: 1.5 },
      { includeExecutionLogs: 'yes' },
      { deletionReason: 5 },
      { color: 1 },
    ])
      await app.call('post', backup, bad).expect(400);
    await app.call('post', `${prompts}/nobody/backup`, {}).expect(404);
    expect(bodyOf(await app.call('post', backup).expect(201))).not.toHaveProperty('backupMetadata.deletionReason');
  });

  it('refuse a prompt that is too large before they read it', async () => {
    const statements = new Statements(app);
    const { writer } = app.product.database;
    const copy = async (table: string, place: string, changed: Readonly<Record<string, string>>): Promise<void> => {
      const columns = writer.getMetadata(table).columns.map(({ databaseName }) => `"${databaseName}"`);
      const values = columns.map((each) => changed[each.slice(1, -1)] ?? each);
      await writer.query(
        `INSERT INTO ${table} (${columns.join(', ')})
         WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < 17)
         SELECT ${values.join(', ')} FROM copy, (SELECT * FROM ${table} WHERE ${place})`,
      );
    };
    const large = 'hex(zeroblob(512 * 1024))';
    const id = "'copy-' || n";
    const code = 'char(97 + n, 97)';
    for (const kind of ['versions', 'translations', 'assets', 'asset translations']) {
      const slug = `large-${kind.replace(' ', '-')}`;
      const fr = { languageCode: 'fr' };
      const named = { name: slug, promptText: 'Hi', initialTranslations: [{ ...fr, promptText: 'Salut' }] };
      await app.call('post', prompts, named).expect(201);
      const asset = { key: 'sign', name: 'S', initialValue: 'Bye', initialTranslations: [{ ...fr, value: 'Adieu' }] };
      await app.call('post', `${prompts}/${slug}/assets`, asset).expect(201);
      await app.call('post', `${prompts}/${slug}/backup`).expect(201);
      const its = `prompt_id = (SELECT id FROM prompts_prompt WHERE slug = '${slug}')`;
      if (kind === 'versions') await copy('prompts_version', its, { id, version_tag: id, prompt_text: large });
      if (kind === 'assets') await copy('prompts_asset_version', its, { id, version_tag: id, value: large });
      const of = (table: string): string => `version_id = (SELECT id FROM ${table} WHERE ${its})`;
      if (kind === 'translations')
        await copy('prompts_translation', of('prompts_version'), { id, language_code: code, prompt_text: large });
      if (kind === 'asset translations')
        await copy('prompts_asset_translation', of('prompts_asset_version'), { id, language_code: code, value: large });
      const refused = await app.call('post', `${prompts}/${slug}/backup`).set('x-request-id', slug).expect(413);
      expect(refused.body).toMatchObject({ code: 'prompts.backup_too_large' });
      expect(statements.of(slug).filter((each) => /FROM "?prompts_(?:asset_)?(?:version|translation)/u.test(each))).toEqual([
        expect.stringMatching(/^SELECT SUM/u),
      ]);
    }
  }, 60_000);

  it('are for administrators, and of one tenant', async () => {
    await app.call('post', prompts, { name: 'Hidden', promptText: 'Hi' }).expect(201);
    await app.call('post', `${prompts}/hidden/backup`, {}).expect(201);
    const { backups } = await list();
    const stranger = await app.strangerToken();
    const user = await app.userToken('user');
    const all: [Method, string][] = [
      ['post', `${prompts}/hidden/backup`],
      ['get', `${prompts}/backups/list`],
      ['get', `${prompts}/backups/${backups[0]?.fileName}`],
    ];
    for (const [method, path] of all) {
      await app.request(method, path, stranger).expect(404);
      await app.request(method, path, user).expect(403);
      await app.request(method, path).expect(401);
    }
  });
});
