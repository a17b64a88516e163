import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { DatabaseUnavailable } from '#platform/persistence/unavailable';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { IdempotencyKeyRow, StoredResponse } from './idempotency-key.table';
import type { IdempotencyStore, Reservation } from './idempotency-store';

type Reserved = Omit<Reservation, 'leaseUntil' | 'expiresAt'>;

export const KEPT_MS = 24 * 60 * 60 * 1000;
/** The lease of a reservation, longer than any request. A process that dies in the middle blocks the key for this time. */
export const LEASE_MS = 60_000;
/** The maximum number of looks at a row that other requests change meanwhile. */
const LOOKS = 3;

/** The server secret, which gives the key for comparing contents. */
export class IdempotencySecret {
  constructor(readonly serverSecret: string) {}
}

export interface KeyedCall {
  readonly actor: Actor;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** The query and the body as one text. */
  readonly content: string;
}

class KeyInFlight extends DomainError {
  constructor() {
    super('conflict', 'request.idempotency_in_flight', 'A request with this Idempotency-Key is under way; try again', [], {
      retryAfterSeconds: 1,
    });
  }
}
class KeyReused extends DomainError {
  constructor() {
    super('unprocessable', 'request.idempotency_key_reused', 'This Idempotency-Key was used for a request with other content');
  }
}
class SecretGone extends DomainError {
  constructor() {
    super(
      'conflict',
      'request.idempotency_secret',
      'The request was served; its answer held a secret, which was shown then and is kept nowhere',
    );
  }
}

class ResponseTooLong extends DomainError {
  constructor() {
    super(
      'conflict',
      'request.idempotency_answer',
      'The request succeeded, and its response was too long to be stored: read what it changed',
    );
  }
}

/**
 * Makes requests take effect once, however often clients send them. It commits the reservation first, with a lease, so that a
 * second request sees it instead of waiting. The response is in the transaction of the change, so that both are kept or
 * neither. A failure frees the key.
 */
export class IdempotentCalls {
  readonly #hmacKey: Buffer;

  constructor(
    private readonly store: IdempotencyStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    { serverSecret }: IdempotencySecret,
  ) {
    this.#hmacKey = Buffer.from(hkdfSync('sha256', serverSecret, '', 'japm idempotency content v1', 32));
  }

  /**
   * Returns the stored response of an earlier request, or null after `work`. All units of work in `work` are one, which runs again after a
   * deadlock; it returns the response to store. Throws DomainErrors: in flight, other content, a response that contained a secret.
   */
  async once(call: KeyedCall, work: () => Promise<StoredResponse>): Promise<StoredResponse | null> {
    const reservation = this.#reservation(call);
    const answer = await this.#reserve(reservation);
    if (answer) return again(answer);
    try {
      await this.unitOfWork.enclose(async () => {
        const made = await work();
        // False means that the lease expired during the work and another request began. The change must not happen twice.
        if (!(await this.unitOfWork.maintain(() => this.store.complete(reservation, made)))) throw new KeyInFlight();
      });
      return null;
    } catch (error) {
      // Nobody knows whether the commit succeeded. If it did, the response is stored.
      if (!(error instanceof DatabaseUnavailable)) await this.#release(reservation);
      throw error;
    }
  }

  #reservation({ actor, key, method, path, content }: KeyedCall): Reserved {
    const scope = JSON.stringify([actor.type, actor.id, actor.apiKeyId, method, path, key]);
    return {
      tenantId: actor.tenantId,
      scope: createHash('sha256').update(scope).digest('base64url'),
      contentHmac: createHmac('sha256', this.#hmacKey).update(content).digest('base64url'),
      owner: this.ids.next(),
    };
  }

  /** The times count from the write, because the steps before it may have waited for a connection. */
  #timed(reserved: Reserved): Reservation {
    const now = this.clock.now().getTime();
    return { ...reserved, leaseUntil: new Date(now + LEASE_MS), expiresAt: new Date(now + KEPT_MS) };
  }

  /** Returns the stored response, or null when this request owns the key. */
  async #reserve(reserved: Reserved): Promise<StoredResponse | null> {
    for (let look = 1; look <= LOOKS; look += 1) {
      // It reads first: on SQLite a write would wait for the running request itself.
      const found = await this.store.find(reserved.tenantId, reserved.scope);
      const answer = found && this.#responseOf(found, reserved);
      if (answer) return answer;
      const write = (): Promise<boolean> => {
        const reservation = this.#timed(reserved);
        return found ? this.store.takeOver(found, reservation, this.clock.now()) : this.store.reserve(reservation);
      };
      // Another request was faster. It may be running or completed.
      if (await this.unitOfWork.maintain(write)) return null;
    }
    throw new KeyInFlight();
  }

  /** Returns null for an expired row, which the request may take over. */
  #responseOf({ expiresAt, contentHmac, answer, leaseUntil }: IdempotencyKeyRow, reserved: Reserved): StoredResponse | null {
    const now = this.clock.now();
    if (expiresAt <= now) return null;
    if (contentHmac !== reserved.contentHmac) throw new KeyReused();
    if (!answer && leaseUntil > now) throw new KeyInFlight();
    return answer;
  }

  /** Releases the key. Without the release it stays blocked until the lease ends. */
  async #release(reservation: Reserved): Promise<void> {
    await this.unitOfWork.maintain(() => this.store.release(reservation)).catch(() => undefined);
  }
}

/** Throws when the response was not stored. */
function again(answer: StoredResponse): StoredResponse {
  if (answer.withheld === 'secret') throw new SecretGone();
  if (answer.withheld === 'length') throw new ResponseTooLong();
  return answer;
}
