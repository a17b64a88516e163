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
/** Longer than any request: a process that dies in the middle blocks the key for this long. */
export const LEASE_MS = 60_000;
/** At a row that others change meanwhile. */
const LOOKS = 3;

/** The server secret, from which the key for comparing contents comes. */
export class IdempotencySecret {
  constructor(readonly serverSecret: string) {}
}

export interface KeyedCall {
  readonly actor: Actor;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** Of the query and the body. */
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
    super('conflict', 'request.idempotency_answer', 'The request was served; its answer was too long to be kept: read what it changed');
  }
}

/**
 * Requests that take effect once, however often they are sent: the reservation is committed first, with a lease, so that a
 * second request sees it instead of waiting; the answer joins the transaction of the change, so that either both are kept or
 * neither; what fails leaves the key free.
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
   * The stored answer of an earlier request, or null after `work`, whose units of work are one (all of it runs again after a
   * deadlock), and which gives the answer to store. Throws DomainErrors: in flight, other content, an answer that held a secret.
   */
  async once(call: KeyedCall, work: () => Promise<StoredResponse>): Promise<StoredResponse | null> {
    const reservation = this.#reservation(call);
    const answer = await this.#reserve(reservation);
    if (answer) return again(answer);
    try {
      await this.unitOfWork.enclose(async () => {
        const made = await work();
        // False: the lease ran out while we worked, and somebody else began. It must not happen twice.
        if (!(await this.unitOfWork.maintain(() => this.store.complete(reservation, made)))) throw new KeyInFlight();
      });
      return null;
    } catch (error) {
      // Whether that was kept nobody knows; when it was, the answer is there.
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

  /** Its times begin when it is written: what comes before may have waited for a connection. */
  #timed(reserved: Reserved): Reservation {
    const now = this.clock.now().getTime();
    return { ...reserved, leaseUntil: new Date(now + LEASE_MS), expiresAt: new Date(now + KEPT_MS) };
  }

  /** The answer that is there; null: the key is ours. */
  async #reserve(reserved: Reserved): Promise<StoredResponse | null> {
    for (let look = 1; look <= LOOKS; look += 1) {
      // A look first: on SQLite a write would wait for the very request that is in flight.
      const found = await this.store.find(reserved.tenantId, reserved.scope);
      const answer = found && this.#responseOf(found, reserved);
      if (answer) return answer;
      const write = (): Promise<boolean> => {
        const reservation = this.#timed(reserved);
        return found ? this.store.takeOver(found, reservation, this.clock.now()) : this.store.reserve(reservation);
      };
      // Another request was faster: it may be under way, or done.
      if (await this.unitOfWork.maintain(write)) return null;
    }
    throw new KeyInFlight();
  }

  /** Null: the row is out of time, and may be taken over. */
  #responseOf({ expiresAt, contentHmac, answer, leaseUntil }: IdempotencyKeyRow, reserved: Reserved): StoredResponse | null {
    const now = this.clock.now();
    if (expiresAt <= now) return null;
    if (contentHmac !== reserved.contentHmac) throw new KeyReused();
    if (!answer && leaseUntil > now) throw new KeyInFlight();
    return answer;
  }

  /** What is not released ends with its lease. */
  async #release(reservation: Reserved): Promise<void> {
    await this.unitOfWork.maintain(() => this.store.release(reservation)).catch(() => undefined);
  }
}

/** Throws where it was not kept. */
function again(answer: StoredResponse): StoredResponse {
  if (answer.withheld === 'secret') throw new SecretGone();
  if (answer.withheld === 'length') throw new ResponseTooLong();
  return answer;
}
