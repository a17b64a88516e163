import { createHash } from 'node:crypto';
import type { Changes } from '#shared/audit';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { canonicalBytes } from '#shared/canonical-json';

/** The maximum size of a changed text in the audit log. A longer one is recorded as its hash and length. */
const MAX_TEXT_BYTES = 256;
/** The maximum size of a text in the details: a reason of 1,000 characters is recorded as it is. */
const MAX_DETAIL_BYTES = 4000;
const MAX_EVENT_BYTES = 64 * 1024;
const REMOVED = '(removed)';
const SECRET = /password|secret|token(?!s)|hashed?key|apikey$|credential/iu;

export const cut = (text: string, length: number): string => storable(text.slice(0, length));

/** Makes the text well-formed Unicode without U+0000, at which SQLite ends a text, so that the log reads back as it was written. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

export const recordableChanges = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).map(([field, { before, after }]) => {
      const safe = (value: unknown): unknown => (SECRET.test(field) && value !== null ? REMOVED : recordable(value, MAX_TEXT_BYTES));
      return [storable(field), { before: safe(before), after: safe(after) }];
    }),
  );

export const recordableDetails = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  recordable(details, MAX_DETAIL_BYTES) as Record<string, unknown>;

/** The value for the audit log: long texts are hashed, secrets removed, and times in RFC 3339. */
function recordable(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return recordableText(storable(value), longest);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((each) => recordable(each, longest));
  if (typeof value !== 'object' || value === null) return value ?? null;
  const entries = Object.entries(value).map(
    ([name, each]) => [storable(name), SECRET.test(name) ? REMOVED : recordable(each, longest)] as const,
  );
  return Object.fromEntries(entries);
}

const recordableText = (text: string, longest: number): unknown =>
  Buffer.byteLength(text) <= longest ? text : digestOf(Buffer.from(text, 'utf8'));

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const fits = (envelope: AuditEnvelope): boolean => sizeOf(envelope) <= MAX_EVENT_BYTES;

/** Shortens an envelope that is too large: first lists and objects, then all changes and details. */
export function fitting(envelope: AuditEnvelope): AuditEnvelope {
  if (fits(envelope)) return envelope;
  const changes = Object.entries(envelope.changes).map(
    ([field, { before, after }]) => [field, { before: digested(before), after: digested(after) }] as const,
  );
  const shorter = { ...envelope, changes: Object.fromEntries(changes), details: withoutLists(envelope.details) };
  return fits(shorter) ? shorter : { ...envelope, changes: namesOnly(envelope.changes), details: {} };
}

/** Replaces a large list or object by the hash and length of its canonical JSON. */
function digested(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || sizeOf(value) <= MAX_TEXT_BYTES) return value;
  return digestOf(canonicalBytes(JSON.parse(JSON.stringify(value))));
}

/** Shortens large lists in the details and keeps the other details, such as the reason. */
const withoutLists = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
      return [name, members ? Object.fromEntries(members.map(([member, each]) => [member, digested(each)])) : digested(value)];
    }),
  );

const digestOf = (bytes: Buffer): { readonly sha256: string; readonly length: number } => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  length: bytes.length,
});

const namesOnly = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.keys(changes)
      .slice(0, 100)
      .map((field) => [field.slice(0, 100), { before: '(too large)', after: '(too large)' }]),
  );
