import type { ServerRole } from '#platform/config/config.schema';

/** Work of a role that is not a request: the relay, a consumer, a timer. Bound once each, with {@link bindProcess} or named by its role. */
export abstract class BackgroundProcess {
  abstract readonly name: string;
  abstract readonly role: ServerRole;
  /** Returns when the work is under way; it goes on by itself and survives its own failures. */
  abstract start(): Promise<void>;
  /** Finishes what is in hand and returns. */
  abstract stop(): Promise<void>;
}
