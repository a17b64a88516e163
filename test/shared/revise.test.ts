import type { Actor } from '#shared/actor';
import { auditRules, type AuditFact } from '#shared/audit';
import { auditFact, type Subject } from '#shared/audit-fact';
import { Outbox } from '#shared/outbox.port';
import { revise, type Revision } from '#shared/revise';
import { identityOf, PreconditionFailed, type ExpectedRevision } from '#shared/revision';

interface CupState {
  readonly id: string;
  readonly label: string;
  readonly owner: string;
  readonly revision: number;
}

class Cup {
  constructor(readonly state: CupState) {}

  relabel(label: string): Cup {
    return label === this.state.label ? this : new Cup({ ...this.state, label, revision: this.state.revision + 1 });
  }
}

class Recorded extends Outbox {
  readonly said: string[] = [];
  readonly facts: AuditFact[] = [];

  append(fact: AuditFact): void {
    this.#note('append', fact);
  }

  unchanged(fact: AuditFact): void {
    this.#note('unchanged', fact);
  }

  #note(how: string, fact: AuditFact): void {
    this.said.push(how);
    this.facts.push(fact);
  }
}

const ACTOR: Actor = { type: 'user', id: 'u-1', tenantId: 't-1', role: 'user', name: 'Ada', email: 'ada@example.com', apiKeyId: null };
const RULES = auditRules('cup', { create: 'low', update: 'low', delete: 'medium', list: 'medium' });
const CUP = new Cup({ id: 'cup-1', label: 'tea', owner: 'Ada', revision: 4 });
const SUBJECT: Subject<CupState> = { rule: RULES.update, actor: ACTOR, project: 'kitchen', path: ['shelf', 'cup-1'], changes: ['label'] };

describe('revise', () => {
  let outbox: Recorded;
  let saved: Cup[];
  let revision: (label: string, over?: Partial<Revision<Cup>>) => Revision<Cup>;

  beforeEach(() => {
    outbox = new Recorded();
    saved = [];
    revision = (label, over = {}) => ({
      what: 'Cup',
      id: 'cup-1',
      expected: undefined,
      before: CUP,
      change: (cup) => cup.relabel(label),
      save: (cup) => {
        saved.push(cup);
        return Promise.resolve();
      },
      fact: SUBJECT,
      ...over,
    });
  });

  it('saves the changed aggregate and tells the audit log what changed', async () => {
    const after = await revise(outbox, revision('coffee'));
    expect(after.state).toMatchObject({ label: 'coffee', revision: 5 });
    expect(saved).toEqual([after]);
    expect(outbox.said).toEqual(['append']);
    expect(outbox.facts[0]).toEqual({
      rule: RULES.update,
      actor: ACTOR,
      resource: { id: 'kitchen/shelf/cup-1', revision: 5, projectId: 'kitchen' },
      changes: { label: { before: 'tea', after: 'coffee' } },
    });
  });

  it('stores nothing and says "unchanged" where nothing differs', async () => {
    expect(await revise(outbox, revision('tea'))).toBe(CUP);
    expect(saved).toEqual([]);
    expect(outbox.said).toEqual(['unchanged']);
    expect(outbox.facts[0]).toMatchObject({ resource: { revision: 4 }, changes: {} });
  });

  it('checks the precondition before the change is even computed', async () => {
    const expected: ExpectedRevision = [{ revision: 3, identity: identityOf(CUP.state) }];
    const change = jest.fn();
    await expect(revise(outbox, revision('coffee', { expected, change }))).rejects.toThrow(PreconditionFailed);
    expect(change).not.toHaveBeenCalled();
    expect(saved).toEqual([]);
    expect(outbox.said).toEqual([]);
  });

  it('says nothing when the save fails', async () => {
    const save = (): Promise<void> => Promise.reject(new Error('stale'));
    await expect(revise(outbox, revision('coffee', { save }))).rejects.toThrow('stale');
    expect(outbox.said).toEqual([]);
  });

  it('adds the details that the save learns to those of the fact', async () => {
    const fact = { ...SUBJECT, details: { shelf: 'left' } };
    await revise(outbox, revision('coffee', { fact, save: () => Promise.resolve({ moved: 2 }) }));
    expect(outbox.facts[0]?.details).toEqual({ shelf: 'left', moved: 2 });
  });

  it('names the fact by what changed', async () => {
    const fact = (after: Cup, before: Cup): Subject<CupState> => ({ ...SUBJECT, path: [before.state.label, after.state.label] });
    await revise(outbox, revision('coffee', { fact }));
    expect(outbox.facts[0]?.resource.id).toBe('kitchen/tea/coffee');
  });

  it('creates what is not there, unless the caller expects it to be', async () => {
    const creation: Revision<Cup | null> = {
      what: 'Cup',
      id: 'cup-1',
      expected: null,
      before: null,
      change: (before) => before ?? new Cup({ ...CUP.state, revision: 1 }),
      save: () => Promise.resolve(),
      fact: SUBJECT,
    };
    await revise(outbox, creation);
    expect(outbox.facts[0]).toMatchObject({ resource: { revision: 1 }, changes: { label: { before: null, after: 'tea' } } });
    await expect(revise(outbox, { ...creation, expected: 'any' })).rejects.toThrow('does not exist yet');
  });
});

describe('an audit fact', () => {
  it('counts a removal as one more revision', () => {
    expect(auditFact(SUBJECT, CUP)).toMatchObject({ resource: { revision: 5 }, changes: { label: { before: 'tea', after: null } } });
  });

  it('has revision 0 where there is no state, and no project outside of projects', () => {
    expect(auditFact({ rule: RULES.list, actor: ACTOR, project: null, path: ['u-1'], tenantId: 't-2', outcome: 'denied' })).toEqual({
      rule: RULES.list,
      actor: ACTOR,
      tenantId: 't-2',
      outcome: 'denied',
      resource: { id: 'u-1', revision: 0, projectId: null },
      changes: {},
    });
  });

  it('hides what a function of the aggregate hides', () => {
    const changes = (before: CupState | null, after: CupState | null) => ({
      owner: { before: before && '(personal)', after: after && '(personal)' },
    });
    expect(auditFact({ ...SUBJECT, changes }, null, CUP).changes).toEqual({ owner: { before: null, after: '(personal)' } });
  });
});
