import type { Clock } from '#shared/clock.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ApiKey } from '../domain/api-key';
import type { ApiKeyRepository } from './api-key-repository.port';

const ONCE_IN_MS = 60_000;

/** Records the last use of keys, at most once a minute for each key and in batches, so that serving does not write for each request. */
export class RecordKeyUse {
  /** Maps a tenant to the ids of its keys that were used since the last batch. */
  #used = new Map<string, Set<string>>();
  /** The time of each key's last record, because a cached principal has an older last use than the database. */
  readonly #noted = new Map<string, number>();

  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  note({ state: { tenantId, id, lastUsedAt } }: ApiKey): void {
    const now = this.clock.now().getTime();
    const before = Math.max(lastUsedAt?.getTime() ?? 0, this.#noted.get(id) ?? 0);
    if (now - before < ONCE_IN_MS) return;
    this.#noted.set(id, now);
    const used = this.#used.get(tenantId) ?? new Set();
    this.#used.set(tenantId, used.add(id));
  }

  /** Writes the batch in one transaction with one statement for each tenant. After a failure the batch waits for the next call. */
  async flush(): Promise<void> {
    const now = this.clock.now();
    for (const [id, at] of this.#noted) if (now.getTime() - at >= ONCE_IN_MS) this.#noted.delete(id);
    if (this.#used.size === 0) return;
    const batch = this.#used;
    this.#used = new Map();
    try {
      await this.unitOfWork.maintain(async () => {
        for (const [tenantId, ids] of batch) await this.apiKeys.touch(tenantId, [...ids], now);
      });
    } catch (error) {
      for (const [tenantId, ids] of batch) this.#used.set(tenantId, new Set([...ids, ...(this.#used.get(tenantId) ?? [])]));
      throw error;
    }
  }
}
