import type { AuditEnvelope, PersonalField } from '#shared/audit-envelope';

/**
 * Replaces a personal value in the canonical bytes: SHA-256(salt, UTF-8 of the value) in lower-case hex, with 16 random
 * bytes of salt for each value. Without the salt it reveals nothing, so removing salt and value erases the value.
 */
export interface Commitment {
  readonly sha256: string;
}

/** The personal fields of an event in one form: clear text, commitment, … */
export interface WithPersonal<T> {
  readonly actor: { readonly name: T; readonly email: T };
  readonly origin: { readonly ip: T; readonly userAgent: T };
}

/** An audit event as the log keeps it for ever. Its RFC 8785 bytes are hashed. */
export interface CanonicalEvent extends Omit<AuditEnvelope, 'timeUs' | 'actor' | 'origin'>, WithPersonal<Commitment | null> {
  /** The position in the whole log, from 1. The index of its leaf is one less. */
  readonly seq: number;
  /** The position among the events of its tenant, from 1. */
  readonly tenantSeq: number;
  /** The time in RFC 3339, UTC, always with 6 digits of a second: `2026-01-01T00:00:00.000000Z`. */
  readonly time: string;
  readonly actor: Omit<AuditEnvelope['actor'], 'name' | 'email'> & WithPersonal<Commitment | null>['actor'];
  readonly origin: Omit<AuditEnvelope['origin'], 'ip' | 'userAgent'> & WithPersonal<Commitment | null>['origin'];
}

/** The columns for searches, derived from the canonical bytes and stored beside them. */
export interface LogColumns {
  readonly eventId: string;
  readonly tenantId: string;
  readonly timeUs: number;
  readonly actorId: string;
  readonly actorType: string;
  readonly action: string;
  readonly risk: string;
  readonly outcome: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly projectId: string | null;
  readonly traceId: string | null;
  readonly requestId: string | null;
}

/** Reads canonical bytes. Throws a TypeError when they are not those of an event. */
export function readCanonical(canonical: Buffer): CanonicalEvent {
  let event: unknown;
  try {
    event = JSON.parse(canonical.toString('utf8'));
  } catch {
    throw new TypeError('the canonical bytes are not JSON');
  }
  if (!isObject(event) || ![event.actor, event.resource, event.origin].every(isObject) || typeof event.time !== 'string') {
    throw new TypeError('the canonical bytes are not an audit event');
  }
  return event as unknown as CanonicalEvent;
}

/** The search columns, recomputed from the bytes. */
export const columnsOf = (canonical: Buffer): LogColumns => columnsOfEvent(readCanonical(canonical));

export const columnsOfEvent = (event: CanonicalEvent): LogColumns => ({
  eventId: event.id,
  tenantId: event.tenantId,
  timeUs: timeUsOf(event.time),
  actorId: event.actor.id,
  actorType: event.actor.type,
  action: event.action,
  risk: event.risk,
  outcome: event.outcome,
  resourceType: event.resource.type,
  resourceId: event.resource.id,
  projectId: event.resource.projectId,
  traceId: traceIdOf(event.traceparent),
  requestId: event.origin.requestId,
});

export const personalOf = <T>({ actor, origin }: WithPersonal<T>): Readonly<Record<PersonalField, T>> => ({
  'actor.name': actor.name,
  'actor.email': actor.email,
  'origin.ip': origin.ip,
  'origin.userAgent': origin.userAgent,
});

/** Formats microseconds since 1970 in RFC 3339 with microseconds. */
export function timeOf(timeUs: number): string {
  const ms = Math.floor(timeUs / 1000);
  return `${new Date(ms).toISOString().slice(0, -1)}${(timeUs - ms * 1000).toString().padStart(3, '0')}Z`;
}

/** The reverse of {@link timeOf}; NaN for any other form. */
export function timeUsOf(time: string): number {
  const [, upToMs, us] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3})Z$/.exec(time) ?? [];
  return Date.parse(`${String(upToMs)}Z`) * 1000 + Number(us);
}

/** The trace id of a W3C traceparent: 32 hex digits, not all zero. */
export function traceIdOf(traceparent: string | null): string | null {
  return /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(traceparent ?? '')?.[1] ?? null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
