/** The kinds of resources that a change set can change. */
export type ChangedResource = string;

/** The actions of all resources, of the states of versions, and the confirmation of a translation. An update creates a pointer. */
export type ChangeAction = 'create' | 'update' | 'delete' | 'activate' | 'archive' | 'restore' | 'confirm';

/** A change, as a request to the resource's own route would make it. The server refuses members that do not apply to it. */
export interface ChangeDto {
  /** @example "create" */
  action: ChangeAction;
  /** @example "version" */
  resource: ChangedResource;
  /**
   * The slug of the prompt of a version, a translation or an asset.
   * @example "order-mail"
   */
  prompt?: string;
  /** The key of the asset of a version or a translation. */
  asset?: string;
  /** The tag of the version of a translation. */
  version?: string;
  /** The id of the environment of a pointer. */
  environment?: string;
  /** For all actions but create: the name of the resource in the path of its route (a slug, a tag, a language code, a key, an id). */
  id?: string;
  /** For all actions but create: the header If-Match of its route. */
  ifMatch?: string;
  /**
   * For all actions but delete: the body of its route.
   * @example { "versionTag": "1.1.0", "promptText": "Dear {{who}}", "languageCode": "en" }
   */
  body?: Record<string, unknown>;
}

export interface ApplyChangesDto {
  /**
   * The changes in their order. Each sees the effect of those before it.
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
   * The name of the resource in the path of its route.
   * @example "1.1.0"
   */
  id: string;
  /** @example "created" */
  outcome: 'created' | 'updated' | 'deleted' | 'unchanged';
  /**
   * The status of the route.
   * @example 201
   */
  status: number;
  /**
   * The ETag for `If-Match` and `ifMatch`; null when the route returns none.
   * @example "\"1-Q1Hm9RBz-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\""
   */
  etag: string | null;
  /**
   * The text of the route's `Warning` header for this change; null when there is none. The warnings about all changes together are in
   * `warnings` of the response.
   * @example null
   */
  warning: string | null;
}

export interface AppliedChangesDto {
  /** The results in the order of the changes. */
  results: ChangeResultDto[];
  /**
   * The warnings about the effect of all changes together on the texts that environments serve.
   * @example []
   */
  warnings: string[];
}
