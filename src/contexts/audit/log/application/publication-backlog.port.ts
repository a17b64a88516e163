/** How much of the log waits to be published, and since when: for metrics and health. */
export abstract class PublicationBacklog {
  abstract count(): Promise<number>;
  /** Age of the oldest waiting event in seconds, 0 when nothing waits. */
  abstract oldestAgeSeconds(): Promise<number>;
}
