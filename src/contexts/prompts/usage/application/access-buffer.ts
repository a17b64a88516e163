import type { Clock } from '#shared/clock.port';
import type { Access } from '../domain/access';
import { callerOf, HOUR_MS, type CountedAccess, type VersionUse } from '../domain/counted-access';
import type { UsageSettings } from './usage-settings';
import { AccessRecorder } from './access-recorder.port';

/** What waits to be written, in entries that are all different. */
export interface AccessBatch {
  readonly counts: readonly CountedAccess[];
  readonly uses: readonly VersionUse[];
}

type Growing<T, P extends keyof T> = Omit<T, P> & { -readonly [K in P]: T[K] };

/**
 * Adds up accesses in memory until they are written. It has a bounded number of different entries, those that are being written
 * included; it does not count further ones, except in `overflowed`.
 */
export class AccessBuffer extends AccessRecorder {
  readonly #counts = new Map<string, Growing<CountedAccess, 'count'>>();
  readonly #uses = new Map<string, Growing<VersionUse, 'at'>>();
  readonly #maxEntries: number;
  #taken = 0;
  #overflowed = 0;
  #halfFull = (): void => undefined;

  constructor(
    private readonly clock: Clock,
    { values }: UsageSettings,
  ) {
    super();
    this.#maxEntries = values.maxEntries;
  }

  /** The number of entries, those that are being written included. */
  get size(): number {
    return this.#counts.size + this.#uses.size + this.#taken;
  }

  /** The number of accesses, since the start, that found no room. */
  get overflowed(): number {
    return this.#overflowed;
  }

  record(access: Access): void {
    const now = this.clock.now();
    this.#count(access, Math.floor(now.getTime() / HOUR_MS));
    if (access.outcome === 'failed') return;
    const { tenantId, id } = access.version;
    this.#use(tenantId, id, now);
    for (const each of access.included ?? []) this.#use(tenantId, each, now);
  }

  /** Resolves when half of the room is taken, at the latest after that time. */
  untilHalfFull(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs).unref();
      this.#halfFull = () => {
        this.#halfFull = () => undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Takes the oldest entries, at most `limit` of each kind. They count as a part of the buffer until `release`. */
  take(limit: number): AccessBatch {
    const batch = { counts: taken(this.#counts, limit), uses: taken(this.#uses, limit) };
    this.#taken += batch.counts.length + batch.uses.length;
    return batch;
  }

  /** The batch was written, or given up. */
  release({ counts, uses }: AccessBatch): void {
    this.#taken -= counts.length + uses.length;
  }

  #count({ kind, outcome, actor, version, environmentId, language }: Access, hour: number): void {
    const caller = callerOf(actor);
    const key = `${hour} ${version.id} ${kind} ${outcome} ${caller.id} ${environmentId ?? ''} ${language ?? ''}`;
    const counted = this.#counts.get(key);
    if (counted) {
      counted.count += 1;
      return;
    }
    if (this.size >= this.#maxEntries) {
      this.#overflowed += 1;
      return;
    }
    const { id, tenantId, promptId, versionTag } = version;
    // Copies keep a version's text from staying in memory with it.
    const copied = { id, tenantId, promptId, versionTag };
    this.#counts.set(key, { version: copied, hour, kind, outcome, caller, environmentId, language, count: 1 });
    if (this.size * 2 >= this.#maxEntries) this.#halfFull();
  }

  #use(tenantId: string, versionId: string, at: Date): void {
    const use = this.#uses.get(versionId);
    if (use) use.at = at;
    else if (this.size < this.#maxEntries) this.#uses.set(versionId, { tenantId, versionId, at });
  }
}

function taken<T>(entries: Map<string, T>, limit: number): T[] {
  const batch: T[] = [];
  for (const [key, entry] of entries) {
    if (batch.length === limit) break;
    entries.delete(key);
    batch.push(entry);
  }
  return batch;
}
