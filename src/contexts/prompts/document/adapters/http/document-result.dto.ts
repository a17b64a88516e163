import type { DocumentAction, DocumentChange, DocumentConflict, DocumentPlace, DocumentResource } from '../../domain/document-change';
import type { PutDocumentResult } from '../../application/put-document';

/** One thing of the prompt. */
export interface DocumentPlaceDto {
  /** @example "translation" */
  resource: DocumentResource;
  /**
   * Key of the asset that it belongs to.
   * @example "sign"
   */
  asset?: string;
  /**
   * Tag of the version that it belongs to.
   * @example "1.0.0"
   */
  version?: string;
  /**
   * Name of the tag, slug of the prompt, tag of the version, language of the translation or key of the asset.
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
   * JSON pointer (RFC 6901) into the document.
   * @example "/versions/0"
   */
  pointer: string;
  /** @example "prompts.version_not_draft" */
  code: string;
  message: string;
}

export interface DocumentResultDto {
  /**
   * Slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "updated" */
  outcome: 'created' | 'updated' | 'unchanged';
  /** Whether it only says what would change. */
  dryRun: boolean;
  /** In the order in which they were made. */
  changes: DocumentChangeDto[];
  /** What the state of the prompt refuses; always empty without `dryRun`, where it is a 409. */
  conflicts: DocumentConflictDto[];
  /** What the prompt has beyond the document, and keeps: the first 10,000 parts that the caller may read. */
  kept: DocumentPlaceDto[];
  /** What the header `Warning` says as well. */
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
