import type { FieldError } from '#shared/errors';

export type DocumentResource = 'tag' | 'prompt' | 'version' | 'translation' | 'asset' | 'asset-version' | 'asset-translation';
export type DocumentAction = 'create' | 'update' | 'activate' | 'archive' | 'restore';

/** One thing of a prompt, in the words of change sets. */
export interface DocumentPlace {
  readonly resource: DocumentResource;
  /** Key of the asset that it belongs to. */
  readonly asset?: string;
  /** Tag of the version that it belongs to. */
  readonly version?: string;
  /** Name of the tag, slug of the prompt, tag of the version, language of the translation or key of the asset. */
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
  /** In the order in which they were made. */
  readonly changes: readonly DocumentChange[];
  /** Of a rehearsal; otherwise the first of them refuses the document. */
  readonly conflicts: readonly DocumentConflict[];
  /** What the prompt has beyond the document; it stays. */
  readonly kept: readonly DocumentPlace[];
  readonly warnings: readonly string[];
}
