import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '#shared/errors';
import { type Turns } from './turns';

const PATIENCE_MS = 5000;
/** The number of bytes below which a response does not wait for room. */
const LONG_BYTES = 1024 * 1024;

class ResponsesTooLong extends DomainError {
  constructor() {
    super(
      'unavailable',
      'platform.responses_too_long',
      'Long responses to other requests use all the memory that is meant for them; try again',
    );
  }
}

/** The bytes of the rows that one request reads for its response. They count from before the read until the response is sent. */
export class BytesInFlight {
  readonly #ends: (() => void)[] = [];
  #isOver = false;

  /** `turns` has a place for each byte. Requests that only read wait for places. A change is never refused because of its response. */
  constructor(
    private readonly turns: Turns,
    private readonly isRead: boolean,
    private readonly onLong: (bytes: number) => void = () => undefined,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  async add(bytes: number): Promise<void> {
    const isLong = bytes >= LONG_BYTES;
    const end = this.isRead && isLong ? await this.turns.acquire(this.patienceMs, bytes) : this.turns.seize(bytes);
    if (end === null) throw new ResponsesTooLong();
    if (this.#isOver) {
      end();
      throw new ResponsesTooLong();
    }
    this.#ends.push(end);
    if (isLong) this.onLong(bytes);
  }

  release(): void {
    this.#isOver = true;
    for (const end of this.#ends.splice(0)) end();
  }
}

const storage = new AsyncLocalStorage<BytesInFlight>();

export const withBytesInFlight = <T>(bytes: BytesInFlight, work: () => T): T => storage.run(bytes, work);

/** Counts the bytes that the current request is about to read, and waits for room. Outside requests it counts nothing. */
export const addBytesInFlight = async (bytes: number): Promise<void> => storage.getStore()?.add(bytes);
