import { type AuditEnvelope, PERSONAL_FIELDS, type PersonalField } from '#shared/audit-envelope';
import { canonicalBytes } from '#shared/canonical-json';
import { type CanonicalEvent, columnsOfEvent, type Commitment, type LogColumns, personalOf, timeOf } from './canonical-event';
import { leafHash, sha256 } from './merkle';

const SALT_BYTES = 16;

/** A clear personal value and its salt. It is outside the log, so that it can be erased. */
export interface PersonalValue {
  readonly field: PersonalField;
  readonly salt: Buffer;
  readonly value: string;
}

/** One row of the log. */
export interface LogRecord {
  readonly seq: number;
  readonly tenantSeq: number;
  /** RFC 8785 bytes of a {@link CanonicalEvent}. */
  readonly canonical: Buffer;
  /** The SHA-256 of `canonical`: the data of the leaf, which reveals nothing to other tenants. */
  readonly digest: Buffer;
  readonly leafHash: Buffer;
  readonly personal: readonly PersonalValue[];
  readonly columns: LogColumns;
}

/** Turns an event into a record of the log. It never refuses an event because of its text: U+0000 and malformed Unicode become U+FFFD. */
export function recordOf(envelope: AuditEnvelope, position: { seq: number; tenantSeq: number }, salt: () => Buffer): LogRecord {
  const { timeUs, ...event } = wellFormed(envelope) as AuditEnvelope;
  const personal = personalValues(event, salt);
  const commitments = new Map(personal.map((each) => [each.field, { sha256: commitmentOf(each.salt, each.value) }]));
  const committed = (field: PersonalField): Commitment | null => commitments.get(field) ?? null;
  const canonicalEvent: CanonicalEvent = {
    ...event,
    seq: position.seq,
    tenantSeq: position.tenantSeq,
    time: timeOf(timeUs),
    actor: { ...event.actor, name: committed('actor.name'), email: committed('actor.email') },
    origin: { ...event.origin, ip: committed('origin.ip'), userAgent: committed('origin.userAgent') },
  };
  const canonical = canonicalBytes(canonicalEvent);
  return {
    seq: position.seq,
    tenantSeq: position.tenantSeq,
    canonical,
    ...hashesOf(canonical),
    personal,
    columns: columnsOfEvent(canonicalEvent),
  };
}

/** SHA-256(salt, UTF-8 of the value) in hex. */
export const commitmentOf = (salt: Buffer, value: string): string => sha256(salt, Buffer.from(value, 'utf8')).toString('hex');

export function hashesOf(canonical: Buffer): { readonly digest: Buffer; readonly leafHash: Buffer } {
  const digest = sha256(canonical);
  return { digest, leafHash: leafHash(digest) };
}

function personalValues(event: Pick<AuditEnvelope, 'actor' | 'origin'>, salt: () => Buffer): PersonalValue[] {
  const values = personalOf(event);
  return PERSONAL_FIELDS.flatMap((field) => {
    const value = values[field];
    return value === null ? [] : [{ field, salt: checkedSalt(salt()), value }];
  });
}

function checkedSalt(salt: Buffer): Buffer {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES.toString()} bytes, not ${salt.length.toString()}`);
  return salt;
}

/**
 * JSON can contain half of a surrogate pair (`"\ud800"`), which has no canonical form. One such text must not stop the log.
 * SQLite reads a text only up to its first U+0000, so that the columns would differ from the canonical bytes.
 */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}|\0/gu, '\uFFFD');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [wellFormed(key), wellFormed(each)]));
}
