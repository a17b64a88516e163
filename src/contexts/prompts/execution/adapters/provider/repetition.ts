import { setTimeout as pause } from 'node:timers/promises';
import type { Response as UndiciResponse } from 'undici';

type Outcome = UndiciResponse | { readonly error: unknown };

/** The codes of connections that were never made, so that the provider has received nothing. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const FIRST_WAIT_MS = 500;

/** Whether the call may be repeated: the provider refused it as too many, failed before it responded, or was not reached. */
export function isSafeToRepeat(outcome: Outcome): boolean {
  if (!('error' in outcome)) return outcome.status === 429 || outcome.status >= 500;
  const { cause } = (outcome.error ?? {}) as { cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' && NOT_CONNECTED.has(cause.code);
}

export interface Wait {
  readonly ms: number;
  /** Rejects when the signal aborts. */
  over(signal?: AbortSignal): Promise<void>;
}

/** The wait that the provider asks for (RFC 9110, section 10.2.3), or else one that doubles, with jitter. Null when it asks for too much. */
export function waitBefore(attempt: number, outcome: Outcome, { maxRetryWaitMs }: { readonly maxRetryWaitMs: number }): Wait | null {
  const asked = 'error' in outcome ? null : retryAfterMs(outcome.headers.get('retry-after'));
  if (asked !== null && asked > maxRetryWaitMs) return null;
  const ms = asked ?? Math.min(maxRetryWaitMs, FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random() / 2));
  return { ms, over: (signal) => pause(ms, undefined, signal ? { signal } : {}) };
}

/** Reads seconds or a date. Null: the header is missing or says neither. */
export function retryAfterMs(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}(?:\.\d+)?\s*$/u.test(header)) return Number(header) * 1000;
  // Date.parse would read a number as a year.
  const time = /^[A-Z][a-z]{2}, /u.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(time) ? null : Math.max(0, time - now);
}
