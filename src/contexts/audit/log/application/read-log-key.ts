import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { LogIdentity } from './log-identity';

/** Reads the key that verifies the log's signatures. */
export class ReadLogKey {
  constructor(
    private readonly identity: LogIdentity,
    private readonly policy: AccessPolicy,
  ) {}

  /** A C2SP verifier key. */
  async execute(actor: Actor): Promise<string> {
    this.policy.require(actor, 'audit:checkpoint');
    return Promise.resolve(this.identity.verifierKey);
  }
}
