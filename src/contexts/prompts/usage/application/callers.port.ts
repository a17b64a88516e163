import type { Actor } from '#shared/actor';
import type { Caller } from '../domain/counted-access';

/** A caller with its name; the name of one that was deleted is null. */
export interface NamedCaller extends Caller {
  readonly name: string | null;
  /** The readable beginning of an API key. */
  readonly prefix: string | null;
}

/** The callers that a reader of the report may see. */
export abstract class Callers {
  /** Those of these callers that the reader may see, by id. */
  abstract visible(reader: Actor, callers: readonly Caller[]): Promise<ReadonlyMap<string, NamedCaller>>;
}
