import { DomainError } from './errors';

/**
 * What a caller says of the state that he means to change: it stands at this revision, or at one of these; `any`: it is there.
 * Null or absent: he says nothing.
 */
export type ExpectedRevision = number | readonly number[] | 'any' | null | undefined;

/** The object is not in the state that the caller meant. `currentRevision`: null where there is no object, absent when it is not known. */
export class PreconditionFailed extends DomainError {
  constructor(what: string, id: string, currentRevision?: number | null) {
    const now = currentRevision === undefined ? 'was changed' : `is at revision ${currentRevision} by now`;
    const message = currentRevision === null ? `${what} '${id}' does not exist yet` : `${what} '${id}' ${now}; read it again`;
    super('precondition_failed', 'shared.precondition_failed', message, [], currentRevision === undefined ? {} : { currentRevision });
  }
}

/** Throws PreconditionFailed. Stands in the transaction of the change, right after the load; `actual` is null for what is not there. */
export function requireRevision(what: string, id: string, actual: number | null, expected: ExpectedRevision): void {
  if (expected === null || expected === undefined) return;
  const fits = actual !== null && (expected === 'any' || [expected].flat().includes(actual));
  if (!fits) throw new PreconditionFailed(what, id, actual);
}
