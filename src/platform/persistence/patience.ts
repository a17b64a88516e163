import { AsyncLocalStorage } from 'node:async_hooks';

const MAX_MS = 5000;

/** The total time that a request waits for locks of other transactions. Work without waiting uses none of it. */
export class Patience {
  constructor(public leftMs = MAX_MS) {}
}

const storage = new AsyncLocalStorage<Patience>();

/** Counts all waiting in `work` together. */
export const withPatience = <T>(work: () => T): T => storage.run(new Patience(), work);

export const patience = (): Patience => storage.getStore() ?? new Patience();
