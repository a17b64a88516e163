import type { HistoryEntry } from '../../application/prompt-events.port';

export interface HistoryResourceDto {
  /** @example "version" */
  type: string;
  /** @example "shop/order-mail/1.0.0" */
  id: string;
  /** The number of changes of the resource. */
  revision: number;
}

export interface HistoryActorDto {
  /** @example "user" */
  type: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * Null if it is unknown or erased.
   * @example "Ann"
   */
  name: string | null;
  /**
   * Null if it is unknown or erased.
   * @example "ann@acme.test"
   */
  email: string | null;
}

export interface HistoryChangeDto {
  /** A text of more than 256 bytes is given as `{sha256, length}`. */
  before: unknown;
  after: unknown;
}

/** One change: the actor, and what they did to the prompt, its versions, assets or pointers. */
export interface HistoryEntryDto {
  /** The id of the audit event. */
  id: string;
  /**
   * RFC 3339 with microseconds.
   * @example "2026-01-31T09:30:00.123456Z"
   */
  time: string;
  /** @example "version.activate" */
  action: string;
  /** @example "medium" */
  risk: string;
  resource: HistoryResourceDto;
  actor: HistoryActorDto;
  /** @example { "status": { "before": "draft", "after": "active" } } */
  changes: Record<string, HistoryChangeDto>;
  /** @example {} */
  details: Record<string, unknown>;
}

export const historyEntryDto = (entry: HistoryEntry): HistoryEntryDto => ({ ...entry });
