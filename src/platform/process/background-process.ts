import type { ServerRole } from '#platform/config/config.schema';

/** Work of a role that is not a request: the relay, a consumer, a timer. {@link bindProcess} binds it under its role. */
export abstract class BackgroundProcess {
  abstract readonly name: string;
  abstract readonly role: ServerRole;
  /** Resolves when the work is running. The work continues by itself and survives its own failures. */
  abstract start(): Promise<void>;
  /** Completes the current step and resolves. */
  abstract stop(): Promise<void>;
}
