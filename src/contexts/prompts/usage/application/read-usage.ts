import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { EnvironmentRef, ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import { HOUR_MS, HOURS_OF_DAY, type Caller } from '../domain/counted-access';
import { NOTHING, UsageBuckets, type UsageBucket, type UsageCounts, type UsageGroup, type UsageSum } from '../domain/usage-report';
import type { Callers, NamedCaller } from './callers.port';
import type { HourRange, UsageFilter, UsageReader } from './usage-reader.port';

/** The buckets of a report, of which a response has a page. */
const MAX_BUCKETS = 10_000;
const MAX_RANGE_DAYS = 1100;
const DEFAULT_RANGE_DAYS = 7;
/** One statement sums up a week, so that no turn of the event loop reads a whole year. */
const SLICE_HOURS = 7 * HOURS_OF_DAY;

export interface UsageQuery {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  /** In microseconds since 1970; `to` is not included. Absent: the last seven days. */
  readonly fromUs: number | undefined;
  readonly toUs: number | undefined;
  readonly groups: readonly UsageGroup[];
  /** `environment`: an id or a name. */
  readonly filter: Omit<UsageFilter, 'environmentId'> & { readonly environment: string | null };
}

export interface UsageReport {
  readonly range: HourRange;
  readonly totals: UsageCounts;
  readonly buckets: readonly UsageBucket[];
  /** The names of the buckets' environments and callers by id, if they exist and the reader may see them. */
  readonly environments: ReadonlyMap<string, EnvironmentRef>;
  readonly callers: ReadonlyMap<string, NamedCaller>;
}

/** Reads how often a prompt was fetched. The numbers of the last seconds are not there yet. */
export class ReadUsage {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly catalog: ProjectCatalog,
    private readonly reader: UsageReader,
    private readonly callers: Callers,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, project, prompt, fromUs, toUs, groups, filter }: UsageQuery): Promise<UsageReport> {
    const located = await this.lookup.require(actor, 'usage:read', project, prompt);
    const range = rangeOf(fromUs, toUs, this.clock.now());
    const environments = await this.catalog.environments(actor, located.project.id);
    const { environment, ...rest } = filter;
    const named = environments.find(({ id }) => id === environment) ?? environments.find(({ name }) => name === environment);
    const report = { range, environments: new Map(environments.map((each) => [each.id, each])) };
    const callers = new Map<string, NamedCaller>();
    // A caller that the reader may not see is treated like one that does not exist.
    if (filter.callerId !== null && !(await this.#see(actor, callers, bothKinds(filter.callerId)))) {
      return { ...report, totals: NOTHING, buckets: [], callers };
    }
    const buckets = new UsageBuckets();
    let totals = NOTHING;
    const { tenantId, id } = located.prompt.state;
    for (let from = range.from; from < range.to; from += SLICE_HOURS) {
      const slice = { from, to: Math.min(range.to, from + SLICE_HOURS) };
      const sums = await this.reader.sums({ tenantId, id }, slice, { ...rest, environmentId: named?.id ?? environment }, new Set(groups));
      await this.#see(
        actor,
        callers,
        sums.flatMap(({ key }) => key.caller ?? []),
      );
      for (const sum of sums) {
        totals = { ...totals, [sum.outcome]: totals[sum.outcome] + sum.accesses };
        buckets.add(hidden(sum, callers));
      }
      if (buckets.size > MAX_BUCKETS) throw new TooManyBuckets();
      await nextTurn();
    }
    return { ...report, totals, buckets: buckets.inOrder(), callers };
  }

  /** Adds the sums that the reader may see. Returns whether there are any. */
  async #see(actor: Actor, known: Map<string, NamedCaller>, callers: readonly Caller[]): Promise<boolean> {
    const unknown = [...new Map(callers.filter(({ id }) => !known.has(id)).map((each) => [each.id + each.kind, each])).values()];
    const visible = unknown.length === 0 ? new Map<string, NamedCaller>() : await this.callers.visible(actor, unknown);
    for (const [id, caller] of visible) known.set(id, caller);
    return visible.size > 0;
  }
}

class TooManyBuckets extends Invalid {
  constructor() {
    const message = `groupBy makes more than ${MAX_BUCKETS} groups; ask for a shorter time, or for fewer groups`;
    super('prompts.usage_too_long', [{ pointer: '?groupBy', message }]);
  }
}

/** An id does not show whether it belongs to a key or to a user. */
const bothKinds = (id: string): Caller[] => [
  { kind: 'user', id },
  { kind: 'key', id },
];

const hidden = (sum: UsageSum, callers: ReadonlyMap<string, NamedCaller>): UsageSum =>
  sum.key.caller && !callers.has(sum.key.caller.id) ? { ...sum, key: { ...sum.key, caller: null } } : sum;

/** Whole hours. */
function rangeOf(fromUs: number | undefined, toUs: number | undefined, now: Date): HourRange {
  const hourUs = HOUR_MS * 1000;
  const to = toUs === undefined ? Math.floor(now.getTime() / HOUR_MS) + 1 : Math.ceil(toUs / hourUs);
  const from = fromUs === undefined ? to - DEFAULT_RANGE_DAYS * HOURS_OF_DAY : Math.floor(fromUs / hourUs);
  const refuse = (message: string): Invalid => new Invalid('prompts.usage_range_invalid', [{ pointer: '?from', message }]);
  if (from >= to) throw refuse('from must be before to');
  if (to - from > MAX_RANGE_DAYS * HOURS_OF_DAY) throw refuse(`from must be at most ${MAX_RANGE_DAYS} days before to`);
  return { from, to };
}
