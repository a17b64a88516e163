import type { Request } from 'express';
import { Passport, type PassportStatic } from 'passport';
import type { DataSource } from 'typeorm';
import { authenticate, AuthenticationStrategies, type SchemeName } from '#platform/http/authentication';
import { declaredOperations, reach } from '#platform/http/operation';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { percentile, type Benchmark, type Measurement } from './measurement';

// Long enough for cached principals to be looked up again, once a second.
const MEASURED_MS = 3500;
/** Statements of 1,000 checks: the database must not be asked by each. */
const HOT_BOUND = 5;
// Operations on which a principal may be a second old, and on which it may not.
const HOT = 'ServePrompt_base';
const COLD = 'Auth_profile';

/** What it costs to find out who asks, without the rest of a request; on SQLite, in this process. */
export const authenticationCosts: Benchmark = {
  name: 'authentication-costs',
  run: async () => {
    const app = await startTestingApp();
    try {
      const { body } = (await app.request('post', '/api/api-keys', app.admin).send({ name: 'bench' }).expect(201)) as {
        body: { apiKey: string };
      };
      const credentials: Readonly<Record<SchemeName, Record<string, string>>> = {
        bearer: { authorization: `Bearer ${app.admin}` },
        api_key: { 'x-api-key': body.apiKey },
      };
      const check = checkOf(app);
      const statements = countStatements(app);
      const results: Measurement[] = [];
      for (const scheme of ['bearer', 'api_key'] as const) {
        const what = `${scheme}, every time from the database`;
        results.push(...(await measured(what, statements, () => check(COLD, credentials[scheme]))));
        results.push(...(await measured(`${scheme}, hot path`, statements, () => check(HOT, credentials[scheme]), HOT_BOUND)));
      }
      return results;
    } finally {
      await app.stop();
    }
  },
};

/** `bound`: of the statements. */
async function measured(what: string, statements: () => number, check: () => Promise<unknown>, bound?: number): Promise<Measurement[]> {
  for (let warmUp = 0; warmUp < 200; warmUp += 1) await check();
  const before = statements();
  const samples: number[] = [];
  for (const until = performance.now() + MEASURED_MS; performance.now() < until;) {
    const since = performance.now();
    await check();
    samples.push((performance.now() - since) * 1000);
  }
  const perThousand = ((statements() - before) * 1000) / samples.length;
  return [
    { what: `${what}, p50`, value: percentile(samples, 0.5), unit: 'µs' },
    { what: `${what}, p99`, value: percentile(samples, 0.99), unit: 'µs' },
    { what: `${what}: statements of 1,000 checks`, value: perThousand, unit: '', bound },
  ];
}

/** Authenticates as the routes do, with passport and the strategies of the product. */
function checkOf({ product: { container } }: TestingApp): (id: string, headers: Readonly<Record<string, string>>) => Promise<unknown> {
  const passport = new Passport() as unknown as PassportStatic;
  for (const { name, strategy } of container.get(AuthenticationStrategies).all) passport.use(name, strategy);
  const app = { locals: { container, passport } };
  return (id, headers) => {
    const get = (name: string): string | undefined => headers[name];
    const request = { method: 'GET', path: id, url: id, headers, get, app, params: {} } as unknown as Request;
    const operation = declaredOperations().get(id);
    if (operation) reach(request, operation);
    return authenticate(request, 'profile:read', true);
  };
}

/** How many statements on tables of identity there were so far. */
function countStatements({ product: { database } }: TestingApp): () => number {
  let count = 0;
  const logQuery = (query: string): void => {
    if (query.includes('identity_')) count += 1;
  };
  const nothing = (): void => undefined;
  const logger: DataSource['logger'] = {
    logQuery,
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  for (const source of [database.reader, database.writer]) Object.assign(source, { logger });
  return () => count;
}
