import type { BreakGlass } from '../../../release-rules/application/release-gate';
import type { MovedPointer } from '../../application/move-pointer';
import type { PointerInterval, PointerKind } from '../../../pointer-history/domain/pointer-history';

/** The version of a prompt that an environment serves. */
export interface PointerDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  environmentId: string;
  /** @example "production" */
  environmentName: string;
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22" */
  versionId: string;
  movedAt: Date;
  /**
   * The id of the user.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01"
   */
  movedBy: string;
}

/** The interval in which an environment pointed at a version. */
export interface PointerIntervalDto {
  /** @example "prompt" */
  kind: PointerKind;
  /**
   * The slug of the prompt; for an asset followed by its key.
   * @example "order-mail"
   */
  name: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22" */
  versionId: string;
  /** The start, which is included. */
  validFrom: Date;
  /** The end, which is not included; null while the interval lasts. */
  validTo: Date | null;
  /**
   * The id of the user.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01"
   */
  movedBy: string;
  /** Null for a move by hand. */
  deploymentId: string | null;
}

export interface MovePointerDto {
  /**
   * The tag of the version; the server refuses `latest`.
   * @example "1.0.0"
   */
  versionTag: string;
  breakGlass?: BreakGlass | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function pointerDto({ pointer, environment }: MovedPointer): PointerDto {
  const { parentName: promptSlug, versionTag, versionId, movedAt, movedBy } = pointer.state;
  return {
    environmentId: environment.id,
    environmentName: environment.name,
    promptId: promptSlug,
    versionTag,
    versionId,
    movedAt,
    movedBy,
  };
}

export function pointerIntervalDto(interval: PointerInterval): PointerIntervalDto {
  const { kind, entityName: name, versionTag, versionId, validFrom, validTo, movedBy, deploymentId } = interval;
  return { kind, name, versionTag, versionId, validFrom, validTo, movedBy, deploymentId };
}
