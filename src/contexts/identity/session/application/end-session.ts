import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { SessionNotFound } from '../domain/session';
import { SESSION_AUDIT } from '../domain/session-audit';
import type { SessionRepository } from './session-repository.port';

export interface EndSessionCommand {
  readonly actor: Actor;
  readonly sessionId: string;
  /** The action in the audit log, which depends on the route. */
  readonly as: 'logout' | 'end';
}

/** Ends one of the caller's own sessions. Its tokens stop working. */
export class EndSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  /** Throws SessionNotFound, also for a session of another user. */
  execute({ actor, sessionId, as }: EndSessionCommand): Promise<void> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'session:own');
      const before = await this.sessions.find(actor.tenantId, actor.id, sessionId);
      if (!before) throw new SessionNotFound(sessionId);
      await revise(this.outbox, {
        what: 'Session',
        id: sessionId,
        expected: null,
        before,
        change: () => before.end(this.clock.now()),
        save: (after) => this.sessions.update(after),
        fact: { rule: SESSION_AUDIT[as], actor, project: null, path: [sessionId], details: { userId: actor.id } },
      });
    });
  }
}
