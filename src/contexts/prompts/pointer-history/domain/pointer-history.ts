/** The kind of resource whose version a pointer names. */
export type PointerKind = 'prompt' | 'asset';

/** The interval in which an environment pointed at a version. The intervals of one pointer do not overlap. */
export interface PointerInterval {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly kind: PointerKind;
  /** The id of the prompt or asset. */
  readonly entityId: string;
  /** The name of the prompt or asset: `order-mail`, `order-mail/signature`. */
  readonly entityName: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** The start, which is included. */
  readonly validFrom: Date;
  /** The end, which is not included; null while the interval lasts. */
  readonly validTo: Date | null;
  /** The move of the environment that began it. */
  readonly fromMove: number;
  /** The move of the environment that ended it. */
  readonly toMove: number | null;
  /** The id of the user. */
  readonly movedBy: string;
  readonly deploymentId: string | null;
  /** The hash of the version's content at that time, because a version of an asset may change later. Null when it was not recorded. */
  readonly contentHash: string | null;
}

/** Whether a version with this content is the recorded one. */
export const saysTheSame = (noted: Pick<PointerInterval, 'contentHash'>, contentHash: string | null): boolean =>
  noted.contentHash === null || noted.contentHash === contentHash;

/** A state of an environment's pointers: the one after this move and before the next. */
export interface EnvironmentMove {
  /** The number of the move in the environment, from 1. */
  readonly number: number;
  /** The time of the move, never earlier than that of the previous one. */
  readonly at: Date;
}
