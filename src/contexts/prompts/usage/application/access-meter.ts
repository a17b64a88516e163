import type { Actor } from '#shared/actor';
import type { AccessedVersion, AccessKind, AccessOutcome } from '../domain/access';
import type { AccessRecorder } from './access-recorder.port';

/** What an access has reached so far. The code that resolves the prompt notes it. */
export class AccessTrace {
  target: { readonly version: AccessedVersion; readonly environmentId: string | null } | null = null;
  language: string | null = null;
  /** The ids of the versions of other prompts whose texts are in the result. */
  included: readonly string[] = [];
  /** Whether the caller has the result already. */
  isKnown = false;
}

/** Counts accesses by what becomes of them. */
export class AccessMeter {
  constructor(private readonly recorder: AccessRecorder) {}

  /** Runs one access and counts it, unless it ends before it has reached a version. */
  async count<T>(kind: AccessKind, actor: Actor, work: (trace: AccessTrace) => Promise<T>): Promise<T> {
    const trace = new AccessTrace();
    let outcome: AccessOutcome = 'failed';
    try {
      const result = await work(trace);
      outcome = trace.isKnown ? 'not_modified' : 'served';
      return result;
    } finally {
      const { target, language, included } = trace;
      if (target) this.recorder.record({ kind, outcome, actor, ...target, language, included });
    }
  }
}
