import { z } from 'zod';

/** Why fetch failed, in a word. */
export function reasonOf(error: unknown): string {
  const { name, cause } = THROWN.parse(error);
  return name === 'TimeoutError' ? 'no answer in time' : (cause.code ?? cause.message ?? 'no connection');
}

/** The errors of fetch have their reason in the cause. */
const THROWN = z
  .object({ name: z.string().optional(), cause: z.object({ code: z.string().optional(), message: z.string().optional() }).catch({}) })
  .catch({ cause: {} });

/** The JSON of a body: an empty one is an empty object, and undefined means that it is none. */
export function jsonOf(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads delta seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMsOf(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const ms = /^\d+$/u.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Takes path and query of the link only (RFC 8288), because a server behind a proxy may not know its own address. */
export function nextPageOf(link: string | null): string | null {
  const target = /<([^<>]*)>[^,<]*;\s*rel="?next"?/u.exec(link ?? '')?.[1];
  if (target === undefined) return null;
  const url = new URL(target, 'http://server.invalid');
  return url.pathname + url.search;
}
