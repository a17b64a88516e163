import type { Clock } from '#shared/clock.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ApiKey } from '../domain/api-key';
import type { ApiKeyRepository } from './api-key-repository.port';

const ONCE_IN_MS = 60_000;

/** Keeps when a key was last used, at most once a minute and key, so that serving does not become writing. */
export class RecordKeyUse {
  readonly #writing = new Set<string>();

  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute({ state }: ApiKey): Promise<void> {
    const now = this.clock.now();
    const isRecent = state.lastUsedAt !== null && now.getTime() - state.lastUsedAt.getTime() < ONCE_IN_MS;
    if (isRecent || this.#writing.has(state.id)) return;
    this.#writing.add(state.id);
    try {
      await this.unitOfWork.maintain(() => this.apiKeys.touch(state.tenantId, state.id, now));
    } finally {
      this.#writing.delete(state.id);
    }
  }
}
