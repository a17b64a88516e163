import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { pageOfAll, type ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { Session } from '../domain/session';
import { SESSION_LIST, type SessionRepository } from './session-repository.port';

export class ListSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  /** Lists the caller's own live sessions, newest first, at most 200. */
  async execute(actor: Actor, query: ListQuery): Promise<Page<Session>> {
    this.policy.require(actor, 'session:own');
    const live = await this.sessions.listLive(actor.tenantId, actor.id, this.clock.now());
    const page = pageOfAll(
      live.map(({ state }) => state),
      SESSION_LIST,
      query,
    );
    return mapPage(page, (state) => Session.restore(state));
  }
}
