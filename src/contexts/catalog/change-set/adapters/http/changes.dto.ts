/** What a change set can change. */
export type ChangedResource =
  | 'prompt'
  | 'version'
  | 'translation'
  | 'asset'
  | 'asset-version'
  | 'asset-translation'
  | 'tag'
  | 'environment'
  | 'pointer'
  | 'region'
  | 'cultural-data'
  | 'rag-document'
  | 'ai-model';

/** The states of versions, and that a translation is still right, beside what all resources have. A pointer is made by an update. */
export type ChangeAction = 'create' | 'update' | 'delete' | 'activate' | 'archive' | 'restore' | 'confirm';

/** One change, as a request to the resource's own route would make it. A member that says nothing of it is refused. */
export interface ChangeDto {
  /** @example "create" */
  action: ChangeAction;
  /** @example "version" */
  resource: ChangedResource;
  /**
   * Slug of the prompt that a version, a translation or an asset belongs to.
   * @example "order-mail"
   */
  prompt?: string;
  /** Key of the asset that a version or a translation belongs to. */
  asset?: string;
  /** Tag of the version that a translation belongs to. */
  version?: string;
  /** Id of the environment that a pointer belongs to. */
  environment?: string;
  /** For all but create: what stands for it in the path of its route (a slug, a tag, a language code, a key, an id). */
  id?: string;
  /** For all but create: as the header If-Match of its route. */
  ifMatch?: string;
  /**
   * For all but delete: the body of its route.
   * @example { "versionTag": "1.1.0", "promptText": "Dear {{who}}", "languageCode": "en" }
   */
  body?: Record<string, unknown>;
}

export interface ApplyChangesDto {
  /**
   * In this order; each sees what those before it did.
   * @minItems 1
   * @maxItems 500
   */
  changes: ChangeDto[];
}

export interface ChangeResultDto {
  /** @example "create" */
  action: ChangeAction;
  /** @example "version" */
  resource: ChangedResource;
  /**
   * What stands for it in the path of its route.
   * @example "1.1.0"
   */
  id: string;
  /** @example "created" */
  outcome: 'created' | 'updated' | 'deleted' | 'unchanged';
  /**
   * Of its route.
   * @example 201
   */
  status: number;
  /**
   * For `If-Match` and `ifMatch`; null where its route gives none.
   * @example "\"1-Q1Hm9RBz-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\""
   */
  etag: string | null;
  /**
   * What its route would say in a `Warning` header of the change itself; null: nothing. What all changes together mean stands in
   * `warnings` of the answer.
   * @example null
   */
  warning: string | null;
}

export interface AppliedChangesDto {
  /** In the order of the changes. */
  results: ChangeResultDto[];
  /**
   * What all changes together mean for what environments serve.
   * @example []
   */
  warnings: string[];
}
