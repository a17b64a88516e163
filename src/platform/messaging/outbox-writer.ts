import { createHash } from 'node:crypto';
import { context, propagation } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import { requestOrigin } from '#platform/observability/request-context';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { AuditFact, Changes, Outcome } from '#shared/audit';
import { ENVELOPE_VERSION, type AuditEnvelope } from '#shared/audit-envelope';
import { chunks } from '#shared/chunks';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { OutboxTable } from './outbox.table';

/** Texts longer than this are on the trail as their hash and length only. */
const LONGEST_TEXT_BYTES = 256;
const LARGEST_EVENT_BYTES = 64 * 1024;
/** As long as the log's columns: an id that does not fit must not stop the sequencer. */
const LONGEST = { actor: 100, resource: 500, project: 255 } as const;
const REMOVED = '(removed)';
const SECRET = /password|secret|token(?!s)|hashed?key|apikey$|credential/iu;

/** Puts facts into their envelope and keeps them in the open unit of work. */
export class OutboxWriter extends Outbox {
  constructor(
    private readonly unitOfWork: TypeOrmUnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {
    super();
  }

  append(fact: AuditFact): void {
    this.unitOfWork.collect(this.#envelope(fact, fact.outcome ?? 'success'));
  }

  unchanged(fact: AuditFact): void {
    this.unitOfWork.collect(this.#envelope(fact, 'unchanged'));
  }

  #envelope(fact: AuditFact, outcome: Outcome): AuditEnvelope {
    const { actor, rule, resource } = fact;
    const envelope: AuditEnvelope = {
      v: ENVELOPE_VERSION,
      id: this.ids.next(),
      timeUs: this.clock.nowUs(),
      tenantId: fact.tenantId ?? actor.tenantId,
      actor: {
        type: actor.type,
        id: cut(actor.id, LONGEST.actor),
        role: actor.role,
        apiKeyId: actor.apiKeyId,
        name: actor.name,
        email: actor.email,
      },
      action: rule.action,
      risk: rule.risk,
      outcome,
      resource: {
        type: rule.resource,
        id: cut(resource.id, LONGEST.resource),
        revision: resource.revision,
        projectId: resource.projectId === null ? null : cut(resource.projectId, LONGEST.project),
      },
      changes: recordableChanges(fact.changes ?? {}),
      details: recordable(fact.details ?? {}) as Record<string, unknown>,
      origin: requestOrigin(),
      traceparent: traceparent(),
    };
    return sizeOf(envelope) <= LARGEST_EVENT_BYTES ? envelope : { ...envelope, changes: namesOnly(envelope.changes), details: {} };
  }
}

/** Events of one INSERT: more than all but the largest change sets have, and fewer than a statement has room for. */
const WRITTEN_TOGETHER = 1000;

/** Writes the events of one transaction: no read, no lock, no secondary index. */
export async function writeOutbox(manager: EntityManager, events: readonly AuditEnvelope[]): Promise<void> {
  for (const some of chunks(events, WRITTEN_TOGETHER)) {
    const rows = some.map((event) => ({ payload: Buffer.from(JSON.stringify(event), 'utf8') }));
    await manager.createQueryBuilder().insert().into(OutboxTable).values(rows).updateEntity(false).execute();
  }
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const namesOnly = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.keys(changes)
      .slice(0, 100)
      .map((field) => [field.slice(0, 100), { before: '(too large)', after: '(too large)' }]),
  );

const cut = (text: string, length: number): string => storable(text.slice(0, length));

/** Well-formed Unicode without U+0000, at which SQLite ends a text: the log could not be read back as it was written. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

function traceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

const recordableChanges = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).map(([field, { before, after }]) => {
      const safe = (value: unknown): unknown => (SECRET.test(field) && value !== null ? REMOVED : recordable(value));
      return [storable(field), { before: safe(before), after: safe(after) }];
    }),
  );

/** The value as it may stand on the trail: long texts hashed, secrets removed, times as RFC 3339, storable text. */
function recordable(value: unknown): unknown {
  if (typeof value === 'string') return recordableText(storable(value));
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(recordable);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const entries = Object.entries(value).map(([name, each]) => [storable(name), SECRET.test(name) ? REMOVED : recordable(each)] as const);
  return Object.fromEntries(entries);
}

function recordableText(text: string): unknown {
  const length = Buffer.byteLength(text);
  return length <= LONGEST_TEXT_BYTES ? text : { sha256: createHash('sha256').update(text).digest('hex'), length };
}
