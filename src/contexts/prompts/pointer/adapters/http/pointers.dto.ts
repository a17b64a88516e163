import type { MovedPointer } from '../../application/move-pointer';

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

export interface MovePointerDto {
  /**
   * Tag of the version; `latest` is refused.
   * @example "1.0.0"
   */
  versionTag: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function pointerDto({ pointer, environment }: MovedPointer): PointerDto {
  const { promptSlug, versionTag, versionId, movedAt, movedBy } = pointer.state;
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
