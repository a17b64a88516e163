/** Source of identifiers: UUIDv7 strings, lower case, monotonic per process. */
export abstract class Ids {
  abstract next(): string;
}
