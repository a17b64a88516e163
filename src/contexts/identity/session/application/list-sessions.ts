import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Session } from '../domain/session';
import type { SessionRepository } from './session-repository.port';

export class ListSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  /** The caller's own live sessions, newest first, at most 200. */
  async execute(actor: Actor): Promise<Session[]> {
    this.policy.require(actor, 'session:own');
    return this.sessions.listLive(actor.tenantId, actor.id, this.clock.now());
  }
}
