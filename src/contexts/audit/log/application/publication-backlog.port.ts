/** The unpublished part of the log and its age, for metrics and health. */
export abstract class PublicationBacklog {
  abstract count(): Promise<number>;
  /** The age of the oldest waiting event in seconds; 0 when none waits. */
  abstract oldestAgeSeconds(): Promise<number>;
}
