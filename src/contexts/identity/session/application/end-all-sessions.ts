import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { SESSION_AUDIT } from '../domain/session-audit';
import type { SessionRepository } from './session-repository.port';

/** Ends all sessions of the caller, including the current one. */
export class EndAllSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  /** Returns the number of ended sessions. */
  execute(actor: Actor): Promise<number> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'session:own');
      const endedSessions = await this.sessions.endOfUser(actor.tenantId, actor.id, this.clock.now());
      // The resource of the event is all sessions of that user.
      const fact = auditFact({ rule: SESSION_AUDIT.logout_everywhere, actor, project: null, path: [actor.id], details: { endedSessions } });
      if (endedSessions === 0) this.outbox.unchanged(fact);
      else this.outbox.append(fact);
      return endedSessions;
    });
  }
}
