import type { BreakGlass } from '../../../release-rules/application/release-gate';
import type { MovedPointer } from '../../application/move-pointer';
import type { PointerInterval, PointerKind } from '../../../pointer-history/domain/pointer-history';

/** Which version of a prompt an environment serves. */
export interface PointerDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  environmentId: string;
  /** @example "production" */
  environmentName: string;
  /**
   * Slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22" */
  versionId: string;
  movedAt: Date;
  /**
   * Id of the user.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01"
   */
  movedBy: string;
}

/** From when until when an environment pointed at a version. */
export interface PointerIntervalDto {
  /** @example "prompt" */
  kind: PointerKind;
  /**
   * Slug of the prompt; for an asset with its key.
   * @example "order-mail"
   */
  name: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22" */
  versionId: string;
  /** Included. */
  validFrom: Date;
  /** Not included; null: still so. */
  validTo: Date | null;
  /**
   * Id of the user.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01"
   */
  movedBy: string;
  /** Null: moved by hand. */
  deploymentId: string | null;
}

export interface MovePointerDto {
  /**
   * Tag of the version; `latest` is refused.
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
