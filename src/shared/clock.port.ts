/** The time, in UTC. */
export abstract class Clock {
  abstract now(): Date;
  /** Microseconds since 1970-01-01T00:00:00Z; strictly increasing within a process. */
  abstract nowUs(): number;
}
