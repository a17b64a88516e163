import Libsql from 'libsql';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { until } from '../../until';
import { startExecutionApp, type ExecutionApp } from './execution-app';
import { StreamClient } from './stream-client';

describe('the record of an execution', () => {
  let at: ExecutionApp;
  let modelId: string;
  /** How the recorded executions ended. */
  let ended: unknown[];

  beforeEach(async () => {
    at = await startExecutionApp({}, { server: { shutdownGraceMs: 1500 } });
    await at.app.given.project('Shop');
    modelId = await at.model();
    ended = [];
    (at.app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((events) => {
      for (const { action, details } of events) if (action === 'execution.run') ended.push(details.ended);
    });
  });

  function byHand(sql: string): void {
    const db = new Libsql(at.app.product.database.file ?? '');
    db.exec(sql);
    db.close();
  }
  const open = (): StreamClient => new StreamClient(`${at.app.url}/api/llm-execution/execute`, at.app.admin, { modelId, promptText: 'Hi' });

  it('is needed for the response', async () => {
    byHand("CREATE TRIGGER no_events BEFORE INSERT ON audit_outbox BEGIN SELECT RAISE(ABORT, 'no events'); END");
    const { body } = (await at.execute({ modelId, promptText: 'Hi' }).expect(500)) as { body: object };
    expect(body).toMatchObject({ code: 'execution.unrecorded' });
    expect(JSON.stringify(body)).not.toContain('Hello there');
    byHand('DROP TRIGGER no_events');
    await at.execute({ modelId, promptText: 'Hi' }).expect(201);
    expect(ended).toEqual(['completed']);
    await at.stop();
  });

  it('is made when the server stops: what ends in time is complete', async () => {
    at.provider.next({ does: 'answer', pieces: ['One ', 'two'], pauseMs: 300 });
    const client = open();
    await until('the first piece', () => client.received !== '');
    await at.stop();
    expect(client.received).toBe('One two');
    expect(client.events.at(-1)?.event).toBe('done');
    expect(ended).toEqual(['completed']);
  });

  it('is made when the server stops: what does not end in time is cancelled', async () => {
    at.provider.next({ does: 'hang', pieces: ['One'] });
    const client = open();
    await until('the first piece', () => client.received === 'One');
    await at.stop();
    expect(at.provider.calls[0]?.wasLeft).toBe(true);
    expect(ended).toEqual(['cancelled']);
  });
});
