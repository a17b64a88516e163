import fc from 'fast-check';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { nextTurn } from '#shared/event-loop';
import { UnitOfWork } from '#shared/unit-of-work.port';
import type { TestingApp } from '../http/testing-app';

interface Seen {
  readonly asked: object | undefined;
  readonly status: number;
  readonly etag: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

const ASKED = [
  { version: 'latest' },
  { version: 'latest', language: 'fr' },
  { environment: 'production' },
  { environment: 'live' },
  { environment: 'production', language: 'fr' },
  ...[0, 1, 2, 3].map((at) => ({ version: `1.0.${at}` })),
];

/** Waits for the next millisecond, so that no two changes are at the same time. */
async function later(time: number): Promise<void> {
  while (Date.now() <= time) await nextTurn();
}

/** What a resolve as of a time gives: what it gave then. On every engine, since each stores times in its own way. */
export function pastIsKept(engine: string, open: () => Promise<TestingApp>): void {
  describe(`resolving as of a time on ${engine}`, () => {
    let app: TestingApp;
    let projects = 0;

    beforeAll(async () => {
      app = await open();
    }, 90_000);
    afterAll(() => app.stop());

    const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}) =>
      app.request(method, `/api/projects/${path}`, app.admin).send(body);

    async function resolved(project: string, asOf?: string): Promise<Seen[]> {
      const items = ['outer', 'inner'].flatMap((promptId) => ASKED.map((each) => ({ projectId: project, promptId, ...each })));
      const answered = await app
        .request('post', '/api/resolve', app.admin)
        .send({ items: items.map((each) => ({ ...each, asOf })) })
        .expect(200);
      const { results } = answered.body as { results: { status: number; etag: string | null; resolved?: object; problem?: object }[] };
      return results.map(({ status, etag, resolved: answer, problem }, at) => {
        const { asOf: _asOf, requestId: _request, ...rest } = { ...answer, ...problem } as Record<string, unknown>;
        return { asked: items[at], status, etag, body: rest };
      });
    }

    /** Changes by name; `n` makes texts different and chooses among versions. Those that the state refuses change nothing. */
    const changes = (project: string): Record<string, (n: number) => PromiseLike<{ status: number }>> => {
      const versions = (prompt: string, n: number) => `${project}/prompts/${prompt}/versions/1.0.${n % 4}`;
      const pick = (n: number) => (n % 2 === 0 ? 'outer' : 'inner');
      const text = (n: number) =>
        `text ${n} {{asset:sign}} ${n % 3 === 0 ? '{{prompt:inner:1.0.1}}' : ''} ${n % 2 === 0 ? '{{prompt:inner}}' : ''}`;
      const body = (prompt: string, n: number) => (prompt === 'outer' ? text(n) : `inner ${n} {{asset:sign}}`);
      const assets = (prompt: string) => `${project}/prompts/${prompt}/assets`;
      const breakGlass = { reason: 'a test' };
      return {
        'new prompt': (n) =>
          call('post', `${project}/prompts`, {
            name: pick(n),
            slug: pick(n),
            promptText: body(pick(n), n),
            languageCode: 'en',
            activate: n % 3 > 0,
          }),
        'new version': (n) =>
          call('post', `${project}/prompts/${pick(n)}/versions`, {
            versionTag: `1.0.${n % 4}`,
            promptText: body(pick(n), n),
            languageCode: 'en',
          }),
        edit: (n) => call('patch', versions(pick(n), n), { promptText: body(pick(n), n) }),
        activate: (n) => call('post', `${versions(pick(n), n)}/activate`),
        archive: (n) => call('post', `${versions(pick(n), n)}/archive`),
        restore: (n) => call('post', `${versions(pick(n), n)}/restore`),
        'remove version': (n) => call('delete', versions(pick(n), n)),
        'remove prompt': (n) => call('delete', `${project}/prompts/${pick(n)}`),
        point: (n) => call('put', `${project}/environments/production/pointers/${pick(n)}`, { versionTag: `1.0.${n % 4}`, breakGlass }),
        'point live': (n) => call('put', `${project}/environments/live/pointers/${pick(n)}`, { versionTag: `1.0.${n % 4}`, breakGlass }),
        'remove pointer': (n) => call('delete', `${project}/environments/production/pointers/${pick(n)}?breakGlass=test`),
        rename: (n) =>
          n % 2 === 0
            ? call('patch', `${project}/environments/production`, { name: 'live' })
            : call('patch', `${project}/environments/live`, { name: 'production' }),
        'remove environment': (n) => call('delete', `${project}/environments/${n % 2 === 0 ? 'live' : 'production'}`),
        'new environment': (n) => call('post', `${project}/environments`, { name: n % 2 === 0 ? 'live' : 'production' }),
        translate: (n) =>
          call('post', `${versions(pick(n), n)}/translations`, { languageCode: 'fr-FR', promptText: `fr ${n} {{asset:sign}}` }),
        'change translation': (n) => call('patch', `${versions(pick(n), n)}/translations/fr-FR`, { promptText: `fr ${n}` }),
        'remove translation': (n) => call('delete', `${versions(pick(n), n)}/translations/fr-FR`),
        'new asset': (n) =>
          call('post', assets(pick(n)), {
            key: 'sign',
            name: 'Sign',
            initialValue: `sign ${n}`,
            initialTranslations: [{ languageCode: 'fr-FR', value: `signe ${n}` }],
          }),
        'new asset version': (n) =>
          call('post', `${assets(pick(n))}/sign/versions`, { versionTag: `a${n % 3}`, value: `sign ${n}`, languageCode: 'en' }),
        'edit asset': (n) =>
          call('patch', `${assets(pick(n))}/sign/versions/${n % 3 === 0 ? '1.0.0' : `a${n % 3}`}`, { value: `edited ${n}` }),
        'activate asset': (n) => call('post', `${assets(pick(n))}/sign/versions/a${n % 3}/activate`),
        'archive asset': (n) => call('post', `${assets(pick(n))}/sign/versions/a${n % 3}/archive`),
        'remove asset version': (n) => call('delete', `${assets(pick(n))}/sign/versions/a${n % 3}`),
        'switch asset': (n) => call('patch', `${assets(pick(n))}/sign`, { enabled: n % 3 === 0 }),
        'remove asset': (n) => call('delete', `${assets(pick(n))}/sign`),
      };
    };

    async function aProject(): Promise<string> {
      projects += 1;
      const project = `past-${projects}`;
      await app.request('post', '/api/projects', app.admin).send({ name: project }).expect(201);
      await call('post', `${project}/environments`, { name: 'production' }).expect(201);
      const all = changes(project);
      const made = [
        ['new prompt', 1, 2],
        ['new asset', 1, 2],
        ['new version', 1, 2, 5, 6],
        ['activate', 5, 2],
        ['point', 0, 1],
        ['new asset version', 1, 2],
      ] as const;
      for (const [change, ...numbers] of made) for (const n of numbers) await all[change]?.(n);
      return project;
    }

    const step = fc.record({ change: fc.constantFrom(...Object.keys(changes(''))), n: fc.integer({ min: 0, max: 24 }) });

    it('answers what was answered then, or that the text was a draft and is not kept', async () => {
      let [all, lost] = [0, 0];
      const worked = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
          const project = await aProject();
          const snapshots: { readonly time: number; readonly what: string; readonly seen: readonly Seen[] }[] = [];
          for (const { change, n } of steps) {
            await later(Date.now());
            const { status } = await (changes(project)[change]?.(n) ?? Promise.reject(new Error(change)));
            expect(status).toBeLessThan(500);
            if (status >= 400) continue;
            worked.set(change, (worked.get(change) ?? 0) + 1);
            const time = Date.now();
            snapshots.push({ time, what: `${change} ${n}`, seen: await resolved(project) });
          }
          for (const { time, what, seen } of snapshots) {
            for (const [at, then] of (await resolved(project, new Date(time).toISOString())).entries()) {
              if (then.body.code === 'prompts.text_not_kept') lost += 1;
              else expect({ what, ...then }).toEqual({ what, ...seen[at] });
              all += 1;
            }
          }
        }),
        { numRuns: 5 },
      );
      expect(worked.size).toBeGreaterThan(8);
      // Lost are only the overwritten and removed texts of drafts.
      expect(lost).toBeLessThan(all / 4);
    }, 240_000);

    /** A project with an active prompt in production, and the time after it. */
    async function released(): Promise<{ readonly project: string; readonly time: string }> {
      projects += 1;
      const project = `past-${projects}`;
      await app.request('post', '/api/projects', app.admin).send({ name: project }).expect(201);
      await call('post', `${project}/environments`, { name: 'production' }).expect(201);
      const initialTranslations = [{ languageCode: 'fr-FR', promptText: 'Bonjour {{asset:sign}}' }];
      await call('post', `${project}/prompts`, {
        name: 'Mail',
        promptText: 'Hello {{asset:sign}}',
        activate: true,
        initialTranslations,
      }).expect(201);
      await call('post', `${project}/prompts/mail/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' }).expect(201);
      await call('put', `${project}/environments/production/pointers/mail`, { versionTag: '1.0.0' }).expect(200);
      return { project, time: await now() };
    }
    const now = async (): Promise<string> => {
      const time = Date.now();
      await later(time);
      return new Date(time).toISOString();
    };
    const read = async (project: string, query: string, token = app.admin) => {
      const answered = await app.request('get', `/api/projects/${project}/prompts/mail/resolve?${query}`, token);
      return {
        status: answered.status,
        ...(answered.body as { code?: string; etag?: string; keptSince?: string; template?: { text?: string }[] }),
      };
    };
    const textOf = async (project: string, query: string): Promise<string> =>
      (
        (await app.request('post', `/api/projects/${project}/prompts/mail/resolve?${query}`, app.admin).send({ environment: 'production' }))
          .body as { text: string }
      ).text;

    it('gives what a removed prompt said, in its languages, with its assets', async () => {
      const { project, time } = await released();
      await call('delete', `${project}/environments/production/pointers/mail`).expect(200);
      await call('delete', `${project}/prompts/mail`).expect(200);
      expect(await read(project, 'version=latest')).toMatchObject({ status: 404 });
      expect(await textOf(project, `asOf=${time}`)).toBe('Hello Yours');
      expect((await read(project, `environment=production&language=fr&asOf=${time}`)).template?.[0]?.text).toBe('Bonjour ');
      expect(await read(project, `environment=production&asOf=${await now()}`)).toMatchObject({ status: 404 });
    });

    it('finds an environment by the name that it had', async () => {
      const { project, time } = await released();
      await call('patch', `${project}/environments/production`, { name: 'live' }).expect(200);
      expect(await read(project, `environment=production`)).toMatchObject({ status: 404 });
      expect(await read(project, `environment=production&asOf=${time}`)).toMatchObject({ status: 200 });
      expect(await read(project, `environment=live&asOf=${time}`)).toMatchObject({ status: 404 });
    });

    it('says that the earlier text of a draft, or a removed draft, is not kept', async () => {
      const { project } = await released();
      await call('post', `${project}/prompts/mail/versions`, { versionTag: '2.0.0', promptText: 'secret', languageCode: 'en-US' }).expect(
        201,
      );
      const time = await now();
      await call('patch', `${project}/prompts/mail/versions/2.0.0`, { promptText: 'clean' }).expect(200);
      expect(await read(project, `version=2.0.0&asOf=${time}`)).toMatchObject({ status: 422, code: 'prompts.text_not_kept' });
      const second = await now();
      await call('delete', `${project}/prompts/mail/versions/2.0.0`).expect(200);
      expect(await read(project, `version=2.0.0&asOf=${second}`)).toMatchObject({ status: 422, code: 'prompts.text_not_kept' });
      const texts: object[] = await app.product.database.reader.query(
        "SELECT text FROM prompts_past_state WHERE text = 'secret' OR text = 'clean'",
      );
      expect(texts).toEqual([]);
    });

    it('has the ETag of then, and answers 304 to it', async () => {
      const { project, time } = await released();
      const { etag } = await read(project, 'environment=production');
      await call('patch', `${project}/prompts/mail/assets/sign`, { enabled: false }).expect(200);
      expect((await read(project, 'environment=production')).etag).not.toBe(etag);
      await app
        .request('get', `/api/projects/${project}/prompts/mail/resolve?environment=production&asOf=${time}`, app.admin)
        .set('if-none-match', etag ?? '')
        .expect(304);
    });

    it('refuses times that are not over or have no offset, and knows nothing from before the prompt', async () => {
      const { project, time } = await released();
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      for (const bad of [tomorrow, tomorrow.slice(0, 10), time.slice(0, 10), '2026-01-01T00:00:00', 'then'])
        expect(await read(project, `version=latest&asOf=${bad}`)).toMatchObject({ status: 400, code: 'prompts.time_invalid' });
      expect(await read(project, 'version=latest&asOf=2020-02-02')).toMatchObject({ status: 404 });
    });

    it('says since when the past of a project is kept that is older than that', async () => {
      const { project, time } = await released();
      const unitOfWork = app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork;
      // As the migration does for projects that it finds.
      const started = `INSERT INTO prompts_history_start (tenant_id, project_id, kept_since)
        SELECT tenant_id, id, updated_at FROM catalog_project WHERE slug = ?`;
      await unitOfWork.maintain(() => unitOfWork.writer.query(started, [project]));
      expect(await read(project, 'version=latest&asOf=2020-02-02')).toMatchObject({
        status: 422,
        code: 'prompts.past_not_kept',
        keptSince: expect.any(String) as string,
      });
      expect(await read(project, `version=latest&asOf=${time}`)).toMatchObject({ status: 200 });
    });

    it('is for the rights of today: another tenant finds nothing, and a key what it reaches now', async () => {
      const { project, time } = await released();
      expect(await read(project, `version=latest&asOf=${time}`, await app.strangerToken())).toMatchObject({ status: 404 });
      const { apiKey } = await app.given.apiKey({ name: 'k', environments: ['production'] });
      await call('patch', `${project}/environments/production`, { name: 'secret' }).expect(200);
      const path = `/api/projects/${project}/prompts/mail/resolve?environment=production&asOf=${time}`;
      await app.request('get', path).set('x-api-key', apiKey).expect(404);
      await app.request('get', path, app.admin).expect(200);
    });
  });
}
