/** What a pointer points at the versions of. */
export type PointerKind = 'prompt' | 'asset';

/** From when until when an environment pointed at a version. Of one pointer they follow each other without overlap. */
export interface PointerInterval {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly kind: PointerKind;
  /** Id of the prompt or asset. */
  readonly entityId: string;
  /** `order-mail`, `order-mail/signature`. */
  readonly entityName: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** Included. */
  readonly validFrom: Date;
  /** Not included; null: still so. */
  readonly validTo: Date | null;
  /** The environment's move that began it. */
  readonly fromMove: number;
  /** The environment's move that ended it. */
  readonly toMove: number | null;
  /** Id of the user. */
  readonly movedBy: string;
  readonly deploymentId: string | null;
  /** Of what the version said meanwhile: one of an asset may be changed later. Null: not noted then. */
  readonly contentHash: string | null;
}

/** Whether a version that says this now is what was noted. */
export const saysTheSame = (noted: Pick<PointerInterval, 'contentHash'>, contentHash: string | null): boolean =>
  noted.contentHash === null || noted.contentHash === contentHash;

/** What an environment points at from one of its moves on: all that stands after that move and before the next. */
export interface EnvironmentMove {
  /** Counts the moves of the environment from 1. */
  readonly number: number;
  /** Never before that of the move before. */
  readonly at: Date;
}
