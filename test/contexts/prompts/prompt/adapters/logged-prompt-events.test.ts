import type { AuditEventView } from '#contexts/audit/index';
import { ResourceAuditLog } from '#contexts/audit/index';
import { AuditEventQuery, type AuditEventFilter } from '#contexts/audit/log/application/audit-event-query.port';
import { LoggedPromptEvents } from '#contexts/prompts/prompt/adapters/audit/logged-prompt-events';

interface Logged {
  readonly seq: number;
  readonly action: string;
  readonly ms: number;
}

/** One prompt's events; asked by action, place and time. */
class OneLog extends AuditEventQuery {
  constructor(private readonly logged: readonly Logged[]) {
    super();
  }
  search(_tenant: string, { action, fromUs = 0, fromSeq = 0 }: AuditEventFilter): Promise<AuditEventView[]> {
    const found = this.logged
      .filter((each) => (action === undefined || each.action === action) && each.ms * 1000 >= fromUs && each.seq >= fromSeq)
      .toSorted((a, b) => b.seq - a.seq);
    return Promise.resolve(found.map((each) => ({ ...each, resource: {}, actor: {} }) as unknown as AuditEventView));
  }
  find(): Promise<null> {
    return Promise.resolve(null);
  }
}

describe("a prompt's history", () => {
  const CREATED = 1000;
  const historyOf = async (logged: readonly Logged[], pending = 0): Promise<string[]> => {
    const trail = new ResourceAuditLog(new OneLog(logged), { wait: () => Promise.resolve(pending) });
    const prompt = { tenantId: 'acme', project: 'shop', slug: 'mail', createdAt: new Date(CREATED) };
    const { entries } = await new LoggedPromptEvents(trail).of(prompt, null, 10);
    return entries.map((each) => each.action);
  };
  const deleted = { seq: 4, action: 'prompt.delete', ms: CREATED + 50 };
  const created = { seq: 5, action: 'prompt.create', ms: CREATED };
  const changed = { seq: 6, action: 'version.update', ms: CREATED - 50 };

  it('begins at its creation, whatever the clocks of the servers say before and after it', async () => {
    expect(await historyOf([deleted, created, changed])).toEqual(['version.update', 'prompt.create']);
  });

  it('begins at its creation, also when that has an earlier time than the prompt', async () => {
    expect(await historyOf([deleted, { ...created, ms: CREATED - 60 }, changed])).toEqual(['version.update', 'prompt.create']);
  });

  it('begins at the time of its creation while that may not be in the log yet', async () => {
    const earlier = { seq: 3, action: 'prompt.create', ms: CREATED - 100 };
    expect(await historyOf([earlier, { ...deleted, ms: CREATED - 50 }], 2)).toEqual([]);
  });

  it('begins at the time of its creation where that is not in the log any more', async () => {
    expect(
      await historyOf([
        { ...changed, ms: CREATED - 1 },
        { ...changed, seq: 7, ms: CREATED + 1 },
      ]),
    ).toEqual(['version.update']);
  });
});
