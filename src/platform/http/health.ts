/** The health of one part. A `degraded` part still serves, for example while the log waits for Kafka. */
export interface PartHealth {
  readonly status: 'up' | 'degraded' | 'down';
  readonly message?: string;
}

type Check = () => Promise<PartHealth>;

/** The health of a process; each role adds its checks. Checks are quick and never throw. */
export class Health {
  readonly #checks = new Map<string, Check>();
  #started = false;
  #stopping = false;

  register(part: string, check: Check): void {
    this.#checks.set(
      part,
      oneAtATime(() => guarded(check)),
    );
  }

  started(): void {
    this.#started = true;
  }

  stopping(): void {
    this.#stopping = true;
  }

  /** Whether the database can be reached. False until the process has connected to it. */
  async database(): Promise<Record<string, PartHealth>> {
    const check = this.#checks.get('database');
    return { database: check ? await check() : { status: 'down', message: 'not connected yet' } };
  }

  /** Whether the process may receive traffic. */
  async ready(): Promise<Record<string, PartHealth>> {
    return { ...(await this.check()), ...(this.#stopping ? { process: { status: 'down', message: 'stopping' } } : this.startup()) };
  }

  startup(): Record<string, PartHealth> {
    return this.#started ? {} : { process: { status: 'down', message: 'starting' } };
  }

  async check(): Promise<Record<string, PartHealth>> {
    const entries = [...this.#checks].map(async ([part, check]) => [part, await check()] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
}

/** Concurrent probes share one result, so that they do not accumulate while a system does not respond. */
function oneAtATime(check: Check): Check {
  let running: Promise<PartHealth> | null = null;
  return () =>
    (running ??= check().finally(() => {
      running = null;
    }));
}

const CHECK_TIMEOUT_MS = 2000;

async function guarded(check: Check): Promise<PartHealth> {
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
