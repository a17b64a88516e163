import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';

export interface ProbeRoleQuery {
  readonly actor: Actor;
  readonly permission: `probe:${string}`;
}

/** Lets a client learn what its user may do. */
export class ProbeRole {
  constructor(private readonly policy: AccessPolicy) {}

  /** Throws Forbidden. */
  async execute({ actor, permission }: ProbeRoleQuery): Promise<void> {
    this.policy.require(actor, permission);
    return Promise.resolve();
  }
}
