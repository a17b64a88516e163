/**
 * Declares operations of its own, so it loads modules of its own.
 * @jest-environment node
 */
import express, { type ErrorRequestHandler, type Express } from 'express';
import supertest from 'supertest';
import { AttemptRecorder } from '#platform/http/attempts';
import { Operation } from '#platform/http/operation';
import { problemOf } from '#platform/http/problem';
import { requestOrigin, withRequestOrigin } from '#platform/observability/request-context';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import { auditRules } from '#shared/audit';
import { DomainError, Forbidden, NotFound } from '#shared/errors';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { FixedClock } from '../../fakes/clock-and-ids';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../fakes/unit-of-work';
import { recordingLogger } from '../recording-logger';

const RULES = auditRules('thing', { read: 'none', erase: 'high' });
class AttemptedThings {
  read(): never {
    throw new NotFound('Thing', 'x');
  }
  erase(): never {
    throw new Forbidden();
  }
}
Operation({ permission: null, audit: RULES.read })(AttemptedThings.prototype, 'read', {});
Operation({ permission: null, audit: RULES.erase })(AttemptedThings.prototype, 'erase', {});

describe('attempts that fail', () => {
  let outbox: RecordingOutbox;
  let clock: FixedClock;
  let attempts: AttemptRecorder;
  let failure: Error;
  const { logger, lines } = recordingLogger();
  const merged = () => outbox.facts.flatMap(({ details }) => (typeof details?.merged === 'number' ? [details.merged] : []));

  function build(unitOfWork: UnitOfWork): Express {
    attempts = new AttemptRecorder(outbox, unitOfWork, clock, logger);
    const app = express();
    app.set('trust proxy', 1);
    app.get('/projects/:projectId/things/:id', function AttemptedThings_read() {
      throw failure;
    });
    app.delete('/things/:id', function AttemptedThings_erase() {
      throw new Forbidden();
    });
    app.get('/unruled', () => {
      throw new Forbidden();
    });
    const failures: ErrorRequestHandler = async (error: unknown, request, response, _next) => {
      const problem = problemOf(error);
      await attempts.record(request, error, problem);
      response.status(problem.status).end();
    };
    app.use(failures);
    return app;
  }
  let app: Express;
  const read = (address = '192.0.2.1', id = 'x') => supertest(app).get(`/projects/shop/things/${id}`).set('x-forwarded-for', address);
  const erase = (address = '192.0.2.1') => supertest(app).delete('/things/x').set('x-forwarded-for', address);

  beforeEach(() => {
    lines.length = 0;
    outbox = new RecordingOutbox();
    clock = new FixedClock();
    failure = new NotFound('Thing', 'x');
    app = build(new InMemoryUnitOfWork(outbox));
  });

  it('are in the audit log with what was addressed and how it was answered', async () => {
    await read('192.0.2.1', 'a%20b');
    expect(outbox.facts).toMatchObject([
      {
        rule: { action: 'thing.read', resource: 'thing', risk: 'low' },
        actor: { type: 'anonymous', tenantId: PLATFORM_TENANT_ID },
        resource: { id: 'shop/a b', revision: 0, projectId: 'shop' },
        outcome: 'denied',
        details: { status: 404, code: 'thing.not_found' },
      },
    ]);
    await erase();
    expect(outbox.facts[1]).toMatchObject({ rule: { risk: 'high' }, details: { status: 403 } });
    failure = new Error('a bug');
    await read();
    expect(outbox.facts[2]).toMatchObject({ outcome: 'failed', details: { status: 500, code: 'internal' } });
  });

  it.each([
    ['a bad input', new DomainError('invalid', 'thing.bad', 'bad')],
    ['what the use case recorded itself', Object.assign(new Forbidden(), { recorded: true })],
    ['a database that is away', new DomainError('unavailable', 'platform.database_away', 'away')],
    ['a request without credentials', new DomainError('unauthenticated', 'access.unauthenticated', 'who?')],
  ])('are not recorded for %s', async (_what, error) => {
    failure = error;
    await read();
    await supertest(app).get('/unruled');
    await supertest(app).get('/nowhere');
    expect(outbox.facts).toEqual([]);
  });

  it('are recorded for credentials that are wrong', async () => {
    failure = new DomainError('unauthenticated', 'access.unauthenticated', 'no');
    await read().set('authorization', 'Bearer nonsense');
    await read().set('x-api-key', 'nonsense');
    expect(outbox.facts.map(({ details }) => details?.status)).toEqual([401, 401]);
  });

  it('without valid credentials become one event with a count beyond 20 a minute of one network', async () => {
    for (let n = 0; n < 25; n += 1) await erase();
    for (let n = 0; n < 3; n += 1) await erase('192.0.2.2');
    await read();
    expect(outbox.facts).toHaveLength(23);
    await attempts.flush();
    expect(outbox.facts).toHaveLength(23);
    clock.advance(60_000);
    await attempts.flush();
    await attempts.flush();
    expect(outbox.facts).toHaveLength(24);
    expect(outbox.facts.at(-1)).toMatchObject({
      rule: { action: 'attempt.merge', resource: 'attempt', risk: 'high' },
      tenantId: PLATFORM_TENANT_ID,
      outcome: 'denied',
      details: { merged: 6, minute: new Date('2026-01-01T00:00:00Z'), resources: ['thing:x', 'thing:shop/x'] },
    });
  });

  it('are counted anew each minute, and nothing that was only counted is lost', async () => {
    for (let n = 0; n < 22; n += 1) await erase();
    clock.advance(60_000);
    for (let n = 0; n < 23; n += 1) await erase();
    await attempts.flush();
    expect(merged()).toEqual([2]);
    await attempts.flush(true);
    expect(merged()).toEqual([2, 3]);
    expect(outbox.facts).toHaveLength(42);
  });

  it('are merged into an event with the address they came from, whoever has it written', async () => {
    const origins: (string | null)[] = [];
    const append = outbox.append.bind(outbox);
    outbox.append = (fact) => {
      origins.push(requestOrigin().ip);
      append(fact);
    };
    for (let n = 0; n < 21; n += 1) await erase('192.0.2.1');
    for (let n = 0; n < 22; n += 1) await erase('192.0.2.2');
    origins.length = 0;
    clock.advance(60_000);
    await withRequestOrigin({ ip: '203.0.113.9', userAgent: null, requestId: null }, () => attempts.flush());
    expect(merged()).toEqual([1, 2]);
    expect(origins).toEqual(['192.0.2.1', '192.0.2.2']);
  });

  it('are all in the audit log when they come at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, () => erase()));
    await attempts.flush(true);
    expect(outbox.facts).toHaveLength(21);
    expect(merged()).toEqual([10]);
  });

  it('answer as ever when they cannot be recorded', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('no database'));
    app = build({ run: away, eventCount: 0, enclose: away, maintain: away, beforeCommit: (_key, make) => make() });
    await erase().expect(403);
    for (let n = 0; n < 20; n += 1) await erase().expect(403);
    await attempts.flush(true);
    expect(lines.map(({ message }) => message).filter((each, n, all) => all.indexOf(each) === n)).toEqual([
      'a failed attempt could not be recorded',
      'merged attempts could not be recorded',
      'merged attempts are not in the audit log',
    ]);
    expect(lines.at(-1)?.fields).toMatchObject({ action: 'thing.erase', outcome: 'denied', details: { merged: 1 } });
  });

  it('that were counted are kept while they cannot be recorded', async () => {
    const working = new InMemoryUnitOfWork(outbox);
    let away = false;
    app = build({
      run: (work) => (away ? Promise.reject(new Error('no database')) : working.run(work)),
      eventCount: 0,
      enclose: (work) => working.enclose(work),
      maintain: (work) => working.maintain(work),
      beforeCommit: (key, make) => working.beforeCommit(key, make),
    });
    for (let n = 0; n < 25; n += 1) await erase();
    clock.advance(60_000);
    away = true;
    await attempts.flush();
    expect(merged()).toEqual([]);
    away = false;
    await attempts.flush();
    expect(merged()).toEqual([5]);
  });
});
