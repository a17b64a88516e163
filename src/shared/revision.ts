import { createHash } from 'node:crypto';
import { DomainError } from './errors';

/** The fields that distinguish one state of an aggregate from others. */
export interface Revised {
  readonly revision: number;
  readonly id?: string;
  readonly createdAt?: Date;
}

/** A state as a caller names it. */
export interface NamedState {
  readonly revision: number;
  /** See {@link identityOf}. */
  readonly identity: string;
}

/** The caller's precondition: one of these states, `any` existing state, or null or undefined for no precondition. */
export type ExpectedRevision = NamedStates | Conditions | null | undefined;

type NamedStates = readonly NamedState[] | 'any';

/** Both preconditions of a request (RFC 9110, 13.1.1 and 13.1.2); null when the request has none. */
export interface Conditions {
  /** `If-Match`: the resource must be in one of these states. */
  readonly match: NamedStates | null;
  /** `If-None-Match`: the resource must be in none of them. With `any` it must not exist. */
  readonly noneMatch: NamedStates | null;
}

/**
 * Distinguishes an aggregate from another one that was created later under the same name, again from revision 1. It has 8
 * characters of base64url, from the id; for a resource without an id (a member), from the time of its creation.
 */
export const identityOf = ({ id, createdAt }: Revised): string =>
  createHash('sha256')
    .update(id ?? createdAt?.toISOString() ?? '')
    .digest('base64url')
    .slice(0, 8);

/** The object is not in the expected state. `currentRevision` is null if there is no object, and absent if it is not known. */
export class PreconditionFailed extends DomainError {
  constructor(what: string, id: string, currentRevision?: number | null) {
    const now = currentRevision === undefined ? 'was changed' : `is at revision ${currentRevision} by now`;
    const message = currentRevision === null ? `${what} '${id}' does not exist yet` : `${what} '${id}' ${now}; read it again`;
    super('precondition_failed', 'shared.precondition_failed', message, [], currentRevision === undefined ? {} : { currentRevision });
  }
}

/** Throws PreconditionFailed. Call it in the transaction of the change, right after the load. `actual` is null when there is no object. */
export function requireRevision(what: string, id: string, actual: Revised | null, expected: ExpectedRevision): void {
  if (expected === null || expected === undefined) return;
  const { match, noneMatch } = typeof expected === 'object' && 'noneMatch' in expected ? expected : { match: expected, noneMatch: null };
  const fits = (match === null || isAmong(match, actual)) && (noneMatch === null || !isAmong(noneMatch, actual));
  if (!fits) throw new PreconditionFailed(what, id, actual?.revision ?? null);
}

const isAmong = (states: NamedStates, actual: Revised | null): boolean =>
  actual !== null && (states === 'any' || states.some((each) => isOf(each, actual)));

const isOf = ({ revision, identity }: NamedState, actual: Revised): boolean =>
  revision === actual.revision && identity === identityOf(actual);
