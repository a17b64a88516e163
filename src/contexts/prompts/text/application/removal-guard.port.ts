import type { Actor } from '#shared/actor';
import type { TextVersion } from '../domain/text-version';
import type { TextParent } from './text-parent';

export interface RemovalOptions {
  readonly actor: Actor;
  /** True refuses because of any reference, even in texts that are not in use. */
  readonly ifUnused: boolean;
}

/** Protects prompts, assets and versions that other texts need. */
export abstract class RemovalGuard {
  /**
   * Throws if other texts refer to the version, or with null to any version of the prompt or asset. Call it before the change, in its
   * transaction: no other transaction brings a reference into use until that ends.
   */
  abstract requireUnneeded(parent: TextParent, version: TextVersion | null, options: RemovalOptions): Promise<void>;
}
