import { AsyncLocalStorage } from 'node:async_hooks';

const MAX_MS = 5000;

/** How long a request waits in all for what other transactions hold. Work that waits for nobody spends nothing of it. */
export class Patience {
  constructor(public leftMs = MAX_MS) {}
}

const storage = new AsyncLocalStorage<Patience>();

/** All that `work` waits for is counted together. */
export const withPatience = <T>(work: () => T): T => storage.run(new Patience(), work);

export const patience = (): Patience => storage.getStore() ?? new Patience();
