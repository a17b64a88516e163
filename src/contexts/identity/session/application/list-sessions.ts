import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Session } from '../domain/session';
import type { SessionRepository } from './session-repository.port';

export class ListSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /** The caller's own live sessions, newest first, at most 200. */
  execute(actor: Actor): Promise<Session[]> {
    return this.sessions.listLive(actor.tenantId, actor.id, this.clock.now());
  }
}
