import { DomainError } from '#shared/errors';

/** A text that an environment would serve and that could not be resolved. */
export interface Unresolvable {
  readonly message: string;
  /** The way from the text to the fault, without the names of projects that are closed to the caller. */
  readonly path: readonly string[];
  /** The ids of the prompts on the way. */
  readonly promptIds: readonly string[];
}

/** The number of texts that a message and an event name, and the number that the response lists. */
const MAX_NAMED = 3;
const MAX_LISTED = 100;

/** The first texts in words, and the number of the others. */
export function namedFaults(faults: readonly Unresolvable[]): string[] {
  const more = faults.length - MAX_NAMED;
  return [...faults.slice(0, MAX_NAMED).map(({ message }) => message), ...(more > 0 ? [`${more} more`] : [])];
}

export class ReleaseUnresolvable extends DomainError {
  constructor(environment: string, faults: readonly Unresolvable[]) {
    super(
      'conflict',
      'prompts.release_unresolvable',
      `Environment '${environment}' would serve what cannot be resolved: ${namedFaults(faults).join('; ')}`,
      [],
      { path: faults[0]?.path ?? [], faults: faults.slice(0, MAX_LISTED).map(({ message, path }) => ({ message, path })) },
    );
  }
}
