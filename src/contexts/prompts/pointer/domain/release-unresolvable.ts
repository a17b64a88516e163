import { DomainError } from '#shared/errors';

/** A text that an environment would serve and nobody could resolve. */
export interface Unresolvable {
  readonly message: string;
  /** From the text to what is the matter; what stands in projects that are closed to the caller is not named. */
  readonly path: readonly string[];
  /** Ids of the prompts on the way. */
  readonly promptIds: readonly string[];
}

/** Texts that a message and an event name; the answer lists them up to the second number. */
const MAX_NAMED = 3;
const MAX_LISTED = 100;

/** The first ones in words, and how many more there are. */
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
