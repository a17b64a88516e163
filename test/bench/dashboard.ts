import type { DataSource } from 'typeorm';
import { ACTIVITY_ACTIONS, ACTIVITY_ENTITY_TYPES } from '#contexts/audit/dashboard/domain/activity';
import { BLOCK_SIZE, withActivities } from '#contexts/audit/dashboard/domain/activity-block';
import type { BoardActivity } from '#contexts/audit/dashboard/domain/board-rows';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { benchDatabases } from './databases';
import { percentile, type Benchmark, type Measurement } from './measurement';

const EVENTS = 300_000;
const PROJECTS = 100;
const USERS = 50;
const ROUNDS = 60;
const BOUND_MS = 50;
const PART = 3 * BLOCK_SIZE;
/** Behind everything that the server itself writes. The log's own positions are negative, so that no consumer reads these rows. */
const FIRST_SEQ = 1_000_000;

/** How long the routes of the dashboard take in a tenant with 300,000 events, pages far behind the first one included. */
export const dashboard: Benchmark = {
  name: 'dashboard',
  run: async () => {
    const measurements: Measurement[] = [];
    for (const { name, url, drop } of await benchDatabases()) {
      const app = await startTestingApp({ database: { url }, log: { level: 'error' } });
      try {
        await fill(app);
        for (const [what, path, token] of await requests(app)) {
          const times = await timesOf(app, path, token);
          const fastest = percentile(times, 0).toFixed(1);
          measurements.push({
            what: `${name}: ${what}, p95 (fastest ${fastest})`,
            value: percentile(times, 0.95),
            unit: 'ms',
            bound: BOUND_MS,
          });
        }
      } finally {
        await app.stop();
        await drop();
      }
    }
    return measurements;
  },
};

/** The wall-clock time of each of the requests, one after the other. */
async function timesOf(app: TestingApp, path: string, token: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const response = await fetch(`${app.url}/api/dashboard/${path}`, { headers: { authorization: `Bearer ${token}` } });
    const body: unknown = await response.json();
    times.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  }
  return times;
}

/** What, path and caller. A member sees all projects but the closed ones. */
async function requests(app: TestingApp): Promise<(readonly [what: string, path: string, token: string])[]> {
  const member = await app.userToken('user');
  const [half, last] = [EVENTS / 2, EVENTS - 100];
  return [
    ['stats', 'stats', app.admin],
    ['stats of a member', 'stats', member],
    ['stats of one project', 'stats?projectId=project-7', app.admin],
    ['the first 10 activities', 'activity', app.admin],
    ['the first 100 activities', 'activity?limit=100', app.admin],
    ['the first 100 activities of a member', 'activity?limit=100', member],
    ['100 activities behind half of them', `activity?limit=100&offset=${half}`, app.admin],
    ['the last 100 activities', `activity?limit=100&offset=${last}`, app.admin],
    ['the last 100 activities of a member', `activity?limit=100&offset=${last - 20_000}`, member],
    ['no activity behind the last one', `activity?offset=${EVENTS * 2}`, app.admin],
    ['one project, its last 100', `activity?projectId=project-7&limit=100&offset=${EVENTS / PROJECTS - 100}`, app.admin],
    ['one user and one type, the last 100 of half of all', `activity?userId=user-0&entityType=PROMPT&limit=100&offset=70000`, app.admin],
    ['a type and an action that never meet', 'activity?entityType=TAG&action=ROLLBACK', app.admin],
    ['a user that never did that', 'activity?userId=user-0&action=DELETE', app.admin],
  ];
}

/**
 * Every second event is of the same user and the type PROMPT. Projects 90 to 99 have a member and are closed; they are in the catalog as
 * well, because access is decided there.
 */
async function fill({ product, given, admin, request }: TestingApp): Promise<void> {
  const { writer } = product.database;
  for (let each = 0; each < PROJECTS; each += 1) await given.project(`Project ${each}`);
  const { body } = (await request('get', '/api/auth/profile', admin).expect(200)) as { body: { id: string } };
  for (let each = 90; each < PROJECTS; each += 1)
    await request('put', `/api/projects/project-${each}/members/${body.id}`, admin).send({ role: 'viewer' }).expect(200);
  await request('get', '/api/dashboard/stats', admin).expect(200);
  const born = (await writer.query<{ born: number | string; slug: string }[]>('SELECT born, slug FROM audit_dashboard_project')).map(
    (each) => [each.slug, Number(each.born)] as const,
  );
  const bornOf = new Map(born);
  for (let from = 0; from < EVENTS; from += PART) await fillPart(writer, from, bornOf);
  if (product.database.engine === 'sqlite') await writer.query('ANALYZE');
  else await writer.query('ANALYZE TABLE audit_dashboard_activity, audit_log');
}

async function fillPart(writer: DataSource, from: number, bornOf: ReadonlyMap<string, number>): Promise<void> {
  const facts = Array.from({ length: PART }, (_, index) => factOf(from + index, bornOf));
  const insert = (table: string, rows: readonly (readonly unknown[])[]): Promise<unknown> =>
    writer.query(`INSERT INTO ${table} VALUES ${rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')}`, rows.flat());
  const blocks = withActivities(
    null,
    facts.map((each) => each.activity),
  );
  await insert(
    'audit_dashboard_activity',
    blocks.map(({ firstSeq, count, projects, actors, entries }) => [
      ...[PLATFORM_TENANT_ID, 1, firstSeq, count, JSON.stringify({ projects, actors }), entries],
    ]),
  );
  await insert(
    'audit_log',
    facts.map((each) => each.logged),
  );
  await insert(
    'audit_personal',
    facts.map((each) => each.name),
  );
}

interface Seeded {
  readonly activity: Omit<BoardActivity, 'tenantId'>;
  readonly logged: readonly unknown[];
  readonly name: readonly unknown[];
}

function factOf(index: number, bornOf: ReadonlyMap<string, number>): Seeded {
  const [seq, tenantSeq, projectId] = [-1 - index, FIRST_SEQ + index, `project-${(index * 7) % PROJECTS}`];
  const isMain = index % 2 === 0;
  const user = `user-${isMain ? 0 : 1 + ((index * 13) % (USERS - 1))}`;
  const type = isMain ? 0 : 1 + ((index >> 1) % (ACTIVITY_ENTITY_TYPES.length - 1));
  // The action 2 is never of the main user; the type TAG never meets the action ROLLBACK.
  const action = isMain
    ? index % 4 === 0
      ? 0
      : 1
    : (index >> 1) % (ACTIVITY_ENTITY_TYPES.length - 1) === 8
      ? 2
      : (index >> 2) % ACTIVITY_ACTIONS.length;
  const [time, id] = ['2026-01-31T09:30:00.123456Z', `019a8f2e-0000-7000-8000-${index.toString(16).padStart(12, '0')}`];
  const resource = { type: 'prompt', id: `${projectId}/order-mail-${index % 1000}`, revision: 3, projectId };
  const event = {
    v: 1,
    id,
    seq,
    tenantSeq,
    time,
    tenantId: PLATFORM_TENANT_ID,
    actor: { type: 'user', id: user, role: 'admin', apiKeyId: null, name: { sha256: 'x'.repeat(64) }, email: null },
    action: 'prompt.update',
    risk: 'low',
    outcome: 'success',
    resource,
    changes: { description: { before: 'The mail about an order', after: 'The mail that confirms an order' } },
    details: {},
    origin: { ip: null, userAgent: null, requestId: null },
    traceparent: null,
  };
  const project = bornOf.get(projectId) ?? 0;
  return {
    activity: {
      tenantSeq,
      project,
      actorId: user,
      entityType: ACTIVITY_ENTITY_TYPES[type] ?? 'PROMPT',
      action: ACTIVITY_ACTIONS[action] ?? 'UPDATE',
    },
    logged: [
      ...[seq, PLATFORM_TENANT_ID, tenantSeq, id, 1_769_851_800_123_456, user, 'user', 'prompt.update', 'low', 'success'],
      ...['prompt', resource.id, projectId, null, null, Buffer.alloc(32), Buffer.from(JSON.stringify(event))],
    ],
    name: [seq, 'actor.name', PLATFORM_TENANT_ID, Buffer.alloc(16), `Ann ${user}`],
  };
}
