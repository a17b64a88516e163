import type { Actor } from './actor';

/** Decides by the one table of permission × role (identity/access). Throws for a permission that is not in it. */
export abstract class AccessPolicy {
  abstract allows(actor: Actor, permission: string): boolean;
}
