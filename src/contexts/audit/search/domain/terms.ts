import type { OcsfEvent } from '../../relay/domain/ocsf';

const MAX_LENGTH = 64;
const MAX_TERMS = 200;
const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a text in the form of the index: NFKC, lower case, 2 to 64 characters. */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return [...new Set(words.filter((word) => word.length >= 2).map((word) => word.slice(0, MAX_LENGTH)))];
}

/** The words of an event in the index: action, resource, actor's id, outcome, changes and details, without personal data. */
export function termsOf(
  value: OcsfEvent,
): { readonly tenantId: string; readonly tenantSeq: number; readonly terms: readonly string[] } | null {
  const { unmapped } = value as { unmapped?: Record<string, unknown> };
  if (typeof unmapped?.tenantId !== 'string' || typeof unmapped.tenantSeq !== 'number') return null;
  const { actor } = value as { actor?: { user?: { uid?: unknown } } };
  const texts: string[] = [];
  for (const each of [unmapped.action, unmapped.outcome, unmapped.resource, unmapped.changes, unmapped.details, actor?.user?.uid])
    collect(each, texts);
  return { tenantId: unmapped.tenantId, tenantSeq: unmapped.tenantSeq, terms: wordsOf(texts.join(' ')).slice(0, MAX_TERMS) };
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (typeof value === 'number' || typeof value === 'boolean') into.push(String(value));
  else if (Array.isArray(value)) for (const each of value) collect(each, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      into.push(key);
      collect(each, into);
    }
  }
}
