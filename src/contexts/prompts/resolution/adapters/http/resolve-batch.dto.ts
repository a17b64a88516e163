import type { ResolvedPromptDto, ResolvePromptDto } from './resolve-prompt.dto';

/** A prompt to resolve, with the members of the single route's path, query and body. */
export interface BatchItemDto extends ResolvePromptDto {
  /**
   * The slug of the project.
   * @minLength 1
   * @maxLength 255
   * @example "shop"
   */
  projectId: string;
  /**
   * The slug of the prompt.
   * @minLength 1
   * @maxLength 255
   * @example "order-mail"
   */
  promptId: string;
  /** `true`: 404 if a text does not exist in the language, instead of its own text. */
  strict?: boolean | null;
  /** RFC 3339 with an offset, or a date for the end of that day in UTC. The item is resolved as it was at that time. */
  asOf?: string | null;
  /**
   * The ETag of the resolution that the caller has, a list of ETags, or `*`. If it is the current one, the result has the status 304 and no
   * `resolved`. The tag does not cover the values.
   * @maxLength 8192
   */
  ifNoneMatch?: string | null;
}

export interface ResolveBatchDto {
  /**
   * The prompts to resolve.
   * @minItems 1
   * @maxItems 100
   */
  items: BatchItemDto[];
}

export interface BatchFaultDto {
  /** @example "/version" */
  pointer: string;
  message: string;
}

/** The problem details that the single route responds with, with all of its members. */
export interface BatchProblemDto {
  [member: string]: unknown;
  type: string;
  title: string;
  /** @example 404 */
  status: number;
  detail: string;
  statusCode: number;
  message: string | string[];
  error: string;
  /** @example "prompts.reference_not_found" */
  code: string;
  requestId: string | null;
  /** Pointers into the item. */
  errors?: BatchFaultDto[];
}

export interface BatchResultDto {
  /**
   * The status that the single route would have.
   * @example 200
   */
  status: number;
  /**
   * The ETag of a 200 or 304; null for other statuses.
   * @example "\"1z7b2alZPRxp4RVvEoFIfqPgDjAHO-H1eVkYYxi4Msk\""
   */
  etag: string | null;
  /** The response of the single route; present with the status 200. */
  resolved?: ResolvedPromptDto;
  /** Present with a status of 400 or more. */
  problem?: BatchProblemDto;
}

export interface ResolvedBatchDto {
  /** One result for each item, in the order of the items. */
  results: BatchResultDto[];
}
