import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import Libsql from 'libsql';
import { createApp } from '#platform/http/app';
import { auditedRoutes } from '#platform/http/audit';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { AccessPolicy } from '#shared/access-policy.port';
import { ROLES, systemActor } from '#shared/actor';
import { Ids } from '#shared/ids.port';
import { startTestingApp, type TestingApp } from '../http/testing-app';

interface Operation {
  readonly operationId: string;
}
type Methods = Readonly<Record<string, Operation>>;

const generated = (file: string): string => readFileSync(join(__dirname, '../../src/platform/http/generated', file), 'utf8');
const document = JSON.parse(generated('openapi.json')) as { paths: Record<string, Methods> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/gu, ':$1'),
    ...operation,
  })),
);
/** POSTs that change nothing: they take their input in a body. */
const READING_POSTS = ['ServePrompt_base', 'ServePrompt_inLanguage', 'ResolvePrompt_resolve'];

describe('the audit coverage of the API', () => {
  let app: TestingApp;
  let express: Express;
  let routes: ReturnType<typeof auditedRoutes>;

  beforeAll(async () => {
    // Without a relay: what is written stays in the outbox, where it can be counted.
    app = await startTestingApp({ roles: 'api' as never });
    const { container, config, attempts, logger } = app.product;
    express = createApp({
      container,
      config: config.server,
      limits: config.limits,
      strategies: container.get(AuthenticationStrategies),
      attempts,
      ids: container.get(Ids),
      logger,
    });
    routes = auditedRoutes(express).filter(({ path }) => operations.some((each) => each.path === path));
  });
  afterAll(() => app.stop());

  it('has every operation of the document as a route, and every route in the document', () => {
    const ours = auditedRoutes(express).filter(({ path }) => !/docs|openapi/u.test(path));
    const named = (each: { method: string; path: string }): string => `${each.method} ${each.path}`;
    expect(ours.map(named).toSorted()).toEqual(operations.map(named).toSorted());
    expect(operations.length).toBeGreaterThan(50);
  });

  it('has a rule on every route', () => {
    expect(routes.filter(({ rule }) => rule === undefined).map(({ handler }) => handler)).toEqual([]);
  });

  it('names handlers as the document names operations', () => {
    for (const { method, path, handler } of routes) {
      const operation = operations.find((each) => each.method === method && each.path === path);
      expect(handler.replace('Controller_', '_')).toBe(operation?.operationId);
    }
  });

  it('records every route that changes something', () => {
    const silent = routes
      .filter(({ method, rule }) => method !== 'GET' && rule?.risk === 'none')
      .map(({ handler }) => handler.replace('Controller_', '_'));
    expect(silent.toSorted()).toEqual(READING_POSTS.toSorted());
  });

  it('names actions after their resource, in one way', () => {
    for (const { rule } of routes) expect(rule?.action).toMatch(new RegExp(`^${rule?.resource ?? ''}\\.[a-z_]+$`, 'u'));
    for (const { rule } of routes) expect(rule?.resource).toMatch(/^[a-z_]+$/u);
  });

  it('asks for permissions that somebody has', () => {
    const policy = app.product.container.get(AccessPolicy);
    // The document cannot say them: OpenAPI 3.0 has scopes for OAuth only.
    const guards = [...generated('routes.ts').matchAll(/authenticateMiddleware\((\[\{.*\}\])\)/gu)].map(
      (each) => JSON.parse(each[1] ?? '') as Record<string, string[]>[],
    );
    const asked = new Set(guards.flatMap((schemes) => schemes.flatMap((each) => Object.values(each).flat())));
    expect(guards.flatMap((schemes) => schemes.flatMap((each) => Object.values(each).filter((scopes) => scopes.length !== 1)))).toEqual([]);
    const orphans = [...asked].filter(
      (permission) => !ROLES.some((role) => policy.allows({ ...systemActor('test'), type: 'user', role }, permission)),
    );
    expect(orphans).toEqual([]);
    expect(asked.size).toBeGreaterThan(10);
  });

  describe('a change, made for real,', () => {
    type Call = readonly ['post' | 'put' | 'patch' | 'delete', string, object, string];
    /** In this order each finds what it needs. Ids in braces are filled in from earlier answers. */
    const CALLS: readonly Call[] = [
      ['post', '/api/projects', { name: 'Walk' }, 'project.create'],
      ['patch', '/api/projects/walk', { description: 'on foot' }, 'project.update'],
      ['post', '/api/projects/walk/environments', { name: 'live' }, 'environment.create'],
      ['patch', '/api/projects/walk/environments/{id}', { description: 'x' }, 'environment.update'],
      ['post', '/api/projects/walk/prompts', { name: 'Mail', promptText: 'Hi' }, 'prompt.create'],
      ['patch', '/api/projects/walk/prompts/mail', { description: 'x' }, 'prompt.update'],
      [
        'post',
        '/api/projects/walk/prompts/mail/versions',
        { versionTag: '1.1.0', promptText: 'Hello', languageCode: 'en' },
        'version.create',
      ],
      ['patch', '/api/projects/walk/prompts/mail/versions/1.1.0', { promptText: 'Hello you' }, 'version.update'],
      ['post', '/api/projects/walk/prompts/mail/versions/1.1.0/activate', {}, 'version.activate'],
      ['put', '/api/projects/walk/environments/{id}/pointers/mail', { versionTag: '1.1.0' }, 'pointer.move'],
      ['post', '/api/api-keys', { name: 'walker' }, 'api_key.create'],
      ['post', '/api/users', { email: 'walker@japm.test', password: 'a long password', name: 'W', role: 'user' }, 'user.create'],
      [
        'post',
        '/api/tenants',
        { name: 'Walkers', initialAdminUser: { email: 'w@walkers.test', password: 'a long password' } },
        'tenant.create',
      ],
      ['delete', '/api/projects/walk/environments/{id}/', {}, 'environment.delete'],
      ['post', '/api/projects', { name: 'Gone' }, 'project.create'],
      ['delete', '/api/projects/gone', {}, 'project.delete'],
    ];
    const outbox = async (): Promise<string[]> => {
      const rows = await app.product.database.reader.query<{ payload: ArrayBuffer }[]>('SELECT payload FROM audit_outbox ORDER BY id');
      return rows.map(({ payload }) => (JSON.parse(Buffer.from(payload).toString()) as { action: string }).action);
    };
    const contents = async (): Promise<string> => {
      const { reader } = app.product.database;
      const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
      const tables = (await reader.query<{ name: string }[]>(named)).map((each) => each.name);
      const rows = await Promise.all(tables.map((name) => reader.query<unknown>(`SELECT * FROM "${name}"`)));
      return JSON.stringify(rows, (_key, value: unknown) => (value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value));
    };
    function byHand(sql: string): void {
      const db = new Libsql(app.product.database.file ?? '');
      db.exec(sql);
      db.close();
    }

    it('adds its event, in its own transaction: where the event cannot be written nothing is', async () => {
      let environment = '';
      for (const [method, path, body, action] of CALLS) {
        const url = path.replace('{id}', environment);
        byHand("CREATE TRIGGER no_events BEFORE INSERT ON audit_outbox BEGIN SELECT RAISE(ABORT, 'no events'); END");
        const before = await contents();
        expect([path, (await app.request(method, url, app.admin).send(body)).status]).toEqual([path, 500]);
        expect(await contents()).toBe(before);
        byHand('DROP TRIGGER no_events');

        const count = (await outbox()).length;
        const response = await app.request(method, url, app.admin).send(body);
        expect([path, response.status < 300]).toEqual([path, true]);
        expect((await outbox()).slice(count)).toContain(action);
        if (action === 'environment.create') environment = (response.body as { id: string }).id;
      }
    });
  });
});
