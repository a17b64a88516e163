import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import { DomainError } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { CHANGE_SET_AUDIT } from '../domain/change-set-audit';

/** A change of the set. Its own use case checks its own permission and joins the open unit of work. */
export interface Step<T> {
  perform(): Promise<T & { readonly outcome: string }>;
}

export interface ApplyChangesCommand<T> {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  /** The changes in their order. Each sees the effect of those before it. */
  readonly steps: readonly Step<T>[];
}

/** The maximum number of events, including the one of the set itself. All of them are in memory and in one transaction. */
const MAX_EVENTS = 10_000;

class TooManyEvents extends DomainError {
  constructor(change: number, most: number) {
    const message = `Change ${change}: with it the change set has more than ${most} events; send it and what follows in another one`;
    super('unprocessable', 'change_set.too_many_events', message, [{ pointer: `/changes/${change}`, message }], { change });
  }
}

/** Applies many changes of one project in one transaction, all or nothing. */
export class ApplyChanges {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly mostEvents = MAX_EVENTS,
    private readonly endTurn = nextTurn,
  ) {}

  execute<T>({ actor, project, steps }: ApplyChangesCommand<T>): Promise<(T & { readonly outcome: string })[]> {
    return this.unitOfWork.run(async () => {
      await this.projects.require(actor, project, 'change:apply');
      const results = [];
      for (const [index, step] of steps.entries()) {
        // Each change gets a turn of its own: on SQLite statements never wait, so that otherwise the whole set would be one turn.
        if (index > 0) await this.endTurn();
        results.push(await step.perform());
        if (this.unitOfWork.eventCount >= this.mostEvents) throw new TooManyEvents(index, this.mostEvents);
      }
      const unchanged = results.filter(({ outcome }) => outcome === 'unchanged').length;
      const fact = auditFact({ rule: CHANGE_SET_AUDIT.apply, actor, project, path: [], details: { changes: steps.length, unchanged } });
      if (unchanged === steps.length) this.outbox.unchanged(fact);
      else this.outbox.append(fact);
      return results;
    });
  }
}
