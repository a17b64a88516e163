import type { Request } from 'express';
import type { Controller } from '@tsoa/runtime';
import { isContention } from '#platform/persistence/violations';
import { isResponseShown } from './tsoa/inner-call';
import { warningOf } from './warning-header';

const UNJUDGED = 'Whether everything that environments serve can be resolved was not found out';

type Notes = readonly (string | null)[];

/** Sets the `Warning` header to everything that was noted about a change. Without a note there is no header. */
export function warn(controller: Pick<Controller, 'setHeader'>, notes: Notes): void {
  const said = [...new Set(notes)].filter((each) => each !== null);
  if (said.length > 0) controller.setHeader('Warning', warningOf(said.join('. ')));
}

/**
 * Like {@link warn}, with the effect of the change on what is served. A change set finds that out itself after all its changes. Returns the
 * faults.
 */
export async function warnServed(
  request: Request,
  controller: Pick<Controller, 'setHeader'>,
  notes: Notes,
  faults: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const judged = isResponseShown(request) ? await found(faults) : [];
  warn(controller, [...notes, ...judged]);
  return judged;
}

/** The change is committed, so that a failure of this check must not fail the request. */
async function found(faults: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await faults();
  } catch (error) {
    // Nothing may run in a transaction that the database has given up.
    if (isContention(error)) throw error;
    return [UNJUDGED];
  }
}
