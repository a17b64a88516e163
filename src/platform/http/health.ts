/** Health of one part. `degraded` still serves: the log waits for Kafka, say. */
export interface PartHealth {
  readonly status: 'up' | 'degraded' | 'down';
  readonly message?: string;
}

/** What a process can say of itself; each role adds its checks. Checks are quick and never throw. */
export class Health {
  readonly #checks = new Map<string, () => Promise<PartHealth>>();
  #started = false;
  #stopping = false;

  register(part: string, check: () => Promise<PartHealth>): void {
    this.#checks.set(part, check);
  }

  started(): void {
    this.#started = true;
  }

  stopping(): void {
    this.#stopping = true;
  }

  /** Can the database be reached? */
  async database(): Promise<Record<string, PartHealth>> {
    const { database = { status: 'up' as const } } = await this.check();
    return { database };
  }

  /** May it get traffic? */
  async ready(): Promise<Record<string, PartHealth>> {
    return { ...(await this.check()), ...(this.#stopping ? { process: { status: 'down', message: 'stopping' } } : {}) };
  }

  startup(): Record<string, PartHealth> {
    return this.#started ? {} : { process: { status: 'down', message: 'starting' } };
  }

  async check(): Promise<Record<string, PartHealth>> {
    const entries = [...this.#checks].map(async ([part, check]) => [part, await guarded(check)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
}

const CHECK_TIMEOUT_MS = 2000;

async function guarded(check: () => Promise<PartHealth>): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartHealth>((resolve) => {
    timer = setTimeout(() => {
      resolve({ status: 'down', message: `no answer within ${CHECK_TIMEOUT_MS} ms` });
    }, CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { status: 'down', message: 'check failed' };
  } finally {
    clearTimeout(timer);
  }
}
