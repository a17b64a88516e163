import { eventOf } from '#contexts/audit/log/domain/audit-event-view';
import { recordOf } from '#contexts/audit/log/domain/log-record';
import { countingSalt, envelope, jobEnvelope, TRACE_ID } from '../../envelopes';

describe('an event as its tenant reads it', () => {
  const given = envelope(5);
  const record = recordOf(given, { seq: 900, tenantSeq: 4 }, countingSalt());

  it('is what happened, at its place in the trail of the tenant', () => {
    expect(eventOf(record.canonical, record.personal)).toEqual({
      id: given.id,
      seq: 4,
      time: '2026-01-01T00:00:00.000005Z',
      actor: given.actor,
      action: 'environment.create',
      risk: 'low',
      outcome: 'success',
      resource: given.resource,
      changes: { name: { before: null, after: 'production' } },
      details: {},
      origin: given.origin,
      traceId: TRACE_ID,
    });
  });

  it('has null where a personal value was erased, and the rest as before', () => {
    const kept = record.personal.filter(({ field }) => field !== 'actor.email' && field !== 'origin.ip');
    const view = eventOf(record.canonical, kept);
    expect(view.actor).toEqual({ ...given.actor, email: null });
    expect(view.origin).toEqual({ ...given.origin, ip: null });
  });

  it('shows no value that the event did not commit to', () => {
    const job = recordOf(jobEnvelope(1), { seq: 1, tenantSeq: 1 }, countingSalt());
    expect(eventOf(job.canonical, record.personal).actor.name).toBeNull();
    expect(eventOf(job.canonical, []).traceId).toBeNull();
  });
});
