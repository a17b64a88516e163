import { metrics, type Attributes } from '@opentelemetry/api';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { groupedBy } from '#shared/grouped-by';

/** The meter is looked up at each use, because there is none before OpenTelemetry has started. */
const meter = () => metrics.getMeter('japm');

let instruments: ReturnType<typeof create> | undefined;
const create = () => ({
  useCases: meter().createHistogram('japm.use_case.duration', {
    unit: 's',
    description: 'Time that a use case took',
    advice: { explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] },
  }),
  events: meter().createCounter('japm.audit.events', { description: 'Audit events that were committed to the outbox' }),
  anonymous: meter().createCounter('japm.requests.without_credentials', { description: 'Refused requests that carried no credentials' }),
  takeovers: meter().createCounter('japm.relay.takeovers', { description: 'Times that this relay became the active one' }),
  busy: meter().createCounter('japm.database.busy', {
    description: 'Changes that were given up, because other transactions held what they needed for too long',
  }),
  unreadable: meter().createCounter('japm.consumer.unreadable', {
    description: 'Messages of the audit topic that a consumer passed over, because they announce no event of the log',
  }),
});
const all = () => (instruments ??= create());

export const recordUseCase = (name: string, seconds: number, outcome: 'success' | 'error'): void => {
  all().useCases.record(seconds, { use_case: name, outcome });
};

export const countEvents = (events: readonly AuditEnvelope[]): void => {
  // Of ten thousand events of a change set most are alike, and to find a counter costs more than to count.
  for (const alike of groupedBy(events, ({ action, risk, outcome }) => `${action} ${risk} ${outcome}`).values()) {
    const [first] = alike;
    if (first) all().events.add(alike.length, { action: first.action, risk: first.risk, outcome: first.outcome });
  }
};

export const countAnonymousRefusal = (): void => {
  all().anonymous.add(1);
};

export const countBusy = (): void => {
  all().busy.add(1);
};

export const countTakeover = (): void => {
  all().takeovers.add(1);
};

export type Unreadable = 'no_event_id' | 'not_json' | 'not_in_log';
export const countUnreadable = (consumer: string, reason: Unreadable): void => {
  all().unreadable.add(1, { consumer, reason });
};

export interface Reading {
  readonly value: number;
  readonly attributes: Attributes;
}

/** The timeout of a read, because a scrape must not wait for a database that does not respond. Other metrics show that. */
const READ_TIMEOUT_MS = 1000;

/** Registers values that each scrape reads. When `read` fails or is late, that scrape does not have them. */
export function observeEach(name: string, description: string, read: () => Promise<readonly Reading[]>): void {
  meter()
    .createObservableGauge(name, { description })
    .addCallback(async (result) => {
      for (const { value, attributes } of await inTime(read)) result.observe(value, attributes);
    });
}

/** Registers totals since the start, which each scrape reads. */
export function observeTotal(name: string, description: string, read: () => readonly Reading[]): void {
  meter()
    .createObservableCounter(name, { description })
    .addCallback((result) => {
      for (const { value, attributes } of read()) result.observe(value, attributes);
    });
}

export const observe = (name: string, description: string, read: () => Promise<number>): void => {
  observeEach(name, description, async () => [{ value: await read(), attributes: {} }]);
};

async function inTime(read: () => Promise<readonly Reading[]>): Promise<readonly Reading[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Reading[]>((resolve) => {
    timer = setTimeout(() => {
      resolve([]);
    }, READ_TIMEOUT_MS);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}
