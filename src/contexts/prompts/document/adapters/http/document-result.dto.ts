import type { DocumentAction, DocumentChange, DocumentConflict, DocumentPlace, DocumentResource } from '../../domain/document-change';
import type { PutDocumentResult } from '../../application/put-document';

/** A part of the prompt. */
export interface DocumentPlaceDto {
  /** @example "translation" */
  resource: DocumentResource;
  /**
   * The key of the asset to which it belongs.
   * @example "sign"
   */
  asset?: string;
  /**
   * The tag of the version to which it belongs.
   * @example "1.0.0"
   */
  version?: string;
  /**
   * The name of the tag, the slug of the prompt, the tag of the version, the language of the translation or the key of the asset.
   * @example "fr-FR"
   */
  id: string;
}

export interface DocumentChangeDto extends DocumentPlaceDto {
  /** @example "create" */
  action: DocumentAction;
}

export interface DocumentConflictDto extends DocumentChangeDto {
  /**
   * The JSON pointer (RFC 6901) into the document.
   * @example "/versions/0"
   */
  pointer: string;
  /** @example "prompts.version_not_draft" */
  code: string;
  message: string;
}

export interface DocumentResultDto {
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "updated" */
  outcome: 'created' | 'updated' | 'unchanged';
  /** Whether this is only the result of a rehearsal. */
  dryRun: boolean;
  /** The changes in the order in which they were made. */
  changes: DocumentChangeDto[];
  /** The changes that the state of the prompt refuses. Without `dryRun` the response is 409 instead, and this list is always empty. */
  conflicts: DocumentConflictDto[];
  /** The parts of the prompt that the document does not have and that stay: the first 10,000 that the caller may read. */
  kept: DocumentPlaceDto[];
  /** The same warnings as in the `Warning` header. */
  warnings: string[];
}

const placeDto = ({ resource, asset, version, id }: DocumentPlace): DocumentPlaceDto => ({
  resource,
  ...(asset === undefined ? {} : { asset }),
  ...(version === undefined ? {} : { version }),
  id,
});

const changeDto = ({ action, ...place }: DocumentChange): DocumentChangeDto => ({ action, ...placeDto(place) });

const conflictDto = ({ pointer, code, message, ...change }: DocumentConflict): DocumentConflictDto => ({
  ...changeDto(change),
  pointer,
  code,
  message,
});

export const resultDto = (
  promptId: string,
  dryRun: boolean,
  { outcome, changes, conflicts, kept, warnings }: PutDocumentResult,
  served: readonly string[],
): DocumentResultDto => ({
  promptId,
  outcome,
  dryRun,
  changes: changes.map(changeDto),
  conflicts: conflicts.map(conflictDto),
  kept: kept.map(placeDto),
  warnings: [...warnings, ...served],
});
