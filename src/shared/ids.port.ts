/** The source of identifiers: UUIDv7 strings in lower case, monotonic per process. */
export abstract class Ids {
  abstract next(): string;
}
