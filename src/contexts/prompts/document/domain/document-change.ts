import type { FieldError } from '#shared/errors';

export type DocumentResource = 'tag' | 'prompt' | 'version' | 'translation' | 'asset' | 'asset-version' | 'asset-translation';
export type DocumentAction = 'create' | 'update' | 'activate' | 'archive' | 'restore';

/** A part of a prompt, by the names of change sets. */
export interface DocumentPlace {
  readonly resource: DocumentResource;
  /** The key of the asset to which it belongs. */
  readonly asset?: string;
  /** The tag of the version to which it belongs. */
  readonly version?: string;
  /** The name of the tag, the slug of the prompt, the tag of the version, the language of the translation or the key of the asset. */
  readonly id: string;
}

export interface DocumentChange extends DocumentPlace {
  readonly action: DocumentAction;
}

/** A change that the state of the prompt refuses; `pointer` is the place in the document. */
export interface DocumentConflict extends DocumentChange, FieldError {
  readonly code: string;
}

export interface DocumentResult {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** The changes in the order in which they were made. */
  readonly changes: readonly DocumentChange[];
  /** The conflicts of a rehearsal. Without a rehearsal, conflicts refuse the document. */
  readonly conflicts: readonly DocumentConflict[];
  /** The parts of the prompt that the document does not have; they stay. */
  readonly kept: readonly DocumentPlace[];
  readonly warnings: readonly string[];
}
