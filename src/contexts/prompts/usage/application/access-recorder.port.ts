import type { Access } from '../domain/access';

/**
 * Counts the accesses of prompts for the usage report. The numbers are statistics: what matters for the audit log is an audit event.
 */
export abstract class AccessRecorder {
  /** Counts in memory, within a bound, and returns at once. It never throws. */
  abstract record(access: Access): void;
}
