import { activityKindOf } from './activity';
import {
  NO_COUNTS,
  NO_PROJECT,
  type BoardActivity,
  type BoardChanges,
  type BoardNeeds,
  type BoardPerson,
  type BoardProject,
  type BoardPrompt,
  type BoardRows,
  type Place,
  type ProjectCounts,
} from './board-rows';
import type { DashboardFact } from './dashboard-fact';

const succeeded = ({ outcome }: DashboardFact): boolean => outcome === 'success';
const isExecution = ({ action }: DashboardFact): boolean => action === 'execution.run';
const isOfAsset = (action: string): boolean => action.startsWith('asset.');
const promptOf = ({ tenantId, resource }: DashboardFact): Pick<BoardPrompt, 'tenantId' | 'path'> => ({
  tenantId,
  path: resource.id.split('/', 2).join('/'),
});
const placeOf = ({ tenantId, resource }: DashboardFact): Place => ({ tenantId, slug: resource.projectId ?? NO_PROJECT });

/** The rows that must be loaded before the events are applied. */
export function boardNeeds(facts: readonly DashboardFact[]): BoardNeeds {
  const these = facts.filter(succeeded);
  return {
    projects: distinct(these.filter((each) => each.resource.projectId !== null || isExecution(each)).map(placeOf)),
    prompts: distinct(these.filter(({ action }) => action === 'prompt.delete' || isOfAsset(action)).map(promptOf)),
  };
}

/** The rows of the dashboard that a batch of events changes, in memory. Events are applied in the order of the log. */
export class Board {
  readonly #projects = new Map<string, BoardProject>();
  readonly #changed = new Map<string, BoardProject>();
  readonly #prompts: Map<string, BoardPrompt>;
  readonly #changedPrompts = new Map<string, BoardPrompt | null>();
  readonly #people = new Map<string, BoardPerson | null>();
  readonly #activities: BoardActivity[] = [];

  constructor({ projects, prompts }: BoardRows) {
    for (const each of projects) this.#projects.set(keyOf(each.tenantId, each.slug), each);
    this.#prompts = new Map(prompts.map((each) => [keyOf(each.tenantId, each.path), each]));
  }

  apply(fact: DashboardFact): void {
    if (!succeeded(fact)) return;
    this.#notePerson(fact);
    if (isExecution(fact)) {
      this.#count(this.#projectOf(fact), { executedPrompts: 1 });
      return;
    }
    if (fact.resource.projectId === null) return;
    const kind = activityKindOf(fact);
    if (!kind) return;
    const project = fact.action === 'project.create' ? this.#begin(fact) : this.#projectOf(fact);
    this.#activities.push({
      ...kind,
      tenantId: fact.tenantId,
      tenantSeq: fact.tenantSeq,
      project: project.born,
      actorId: fact.actorId,
    });
    this.#applyTo(project, fact);
  }

  changes(): BoardChanges {
    const prompts = [...this.#changedPrompts].map(([key, prompt]) => ({ ...pairOf(key), prompt }));
    const people = [...this.#people].map(([key, person]) => ({ ...pairOf(key), person }));
    return {
      projects: [...this.#changed.values()],
      prompts: prompts.flatMap(({ prompt }) => prompt ?? []),
      removedPrompts: prompts.filter(({ prompt }) => prompt === null).map(({ tenantId, name }) => ({ tenantId, path: name })),
      people: people.flatMap(({ person }) => person ?? []),
      removedPeople: people.filter(({ person }) => person === null).map(({ tenantId, name }) => ({ tenantId, userId: name })),
      activities: this.#activities,
    };
  }

  #applyTo(project: BoardProject, fact: DashboardFact): void {
    const { action, changes, details } = fact;
    const name = changes.name?.after;
    if (action === 'project.update' && name !== undefined) this.#keep({ ...project, name: textOrNull(name) });
    else if (action === 'project.delete')
      // Events of the first releases do not count the members, so such a project counts as closed.
      this.#keep({
        ...project,
        ...NO_COUNTS,
        executedPrompts: project.executedPrompts,
        endedUs: fact.timeUs,
        isClosed: membersOf(details) !== 0,
      });
    else if (action === 'prompt.create') this.#count(project, { activePrompts: 1 });
    else if (action === 'prompt.delete') this.#count(project, { activePrompts: -1, activeAssets: -this.#changeAssets(fact, null) });
    else if (isOfAsset(action)) {
      const more = enabledBy(fact);
      this.#changeAssets(fact, more);
      this.#count(project, { activeAssets: more });
    } else this.#count(project, simpleCounts(action));
  }

  #begin({ tenantId, tenantSeq, timeUs, resource, changes }: DashboardFact): BoardProject {
    const project: BoardProject = {
      ...NO_COUNTS,
      tenantId,
      born: resource.projectId === null ? 0 : tenantSeq,
      slug: resource.projectId ?? NO_PROJECT,
      name: resource.type === 'project' ? textOrNull(changes.name?.after) : null,
      bornUs: timeUs,
      endedUs: null,
      isClosed: false,
    };
    const before = this.#projects.get(keyOf(tenantId, project.slug));
    // Its deletion is not in the log, so nothing says that it was open.
    if (before?.endedUs === null)
      this.#keep({ ...before, ...NO_COUNTS, executedPrompts: before.executedPrompts, endedUs: timeUs, isClosed: true });
    this.#keep(project);
    return project;
  }

  /** The newest project of the slug, also after its deletion: a read that ended late still belongs to it. */
  #projectOf(fact: DashboardFact): BoardProject {
    const { tenantId, slug } = placeOf(fact);
    return this.#projects.get(keyOf(tenantId, slug)) ?? this.#begin(fact);
  }

  #keep(project: BoardProject): void {
    this.#projects.set(keyOf(project.tenantId, project.slug), project);
    this.#changed.set(keyOf(project.tenantId, String(project.born)), project);
  }

  #count(project: BoardProject, more: Partial<ProjectCounts>): void {
    const counted = (Object.entries(more) as [keyof ProjectCounts, number][]).filter(([, by]) => by !== 0);
    if (counted.length === 0) return;
    this.#keep({ ...project, ...Object.fromEntries(counted.map(([field, by]) => [field, project[field] + by])) });
  }

  /** Changes the number of the enabled assets of a prompt; null removes all of them. Returns the number before. */
  #changeAssets(fact: DashboardFact, more: number | null): number {
    const prompt = promptOf(fact);
    const key = keyOf(prompt.tenantId, prompt.path);
    const before = this.#prompts.get(key)?.activeAssets ?? 0;
    const after = more === null ? 0 : before + more;
    if (after === before) return before;
    if (after === 0) this.#prompts.delete(key);
    else this.#prompts.set(key, { ...prompt, activeAssets: after });
    this.#changedPrompts.set(key, this.#prompts.get(key) ?? null);
    return before;
  }

  #notePerson({ action, tenantId, timeUs, actorId, resource }: DashboardFact): void {
    if (action === 'user.delete') this.#people.set(keyOf(tenantId, resource.id), null);
    const userId = SIGNS_IN.has(action) ? actorId : CHANGES_USER.has(action) ? resource.id : null;
    if (userId !== null) this.#people.set(keyOf(tenantId, userId), { tenantId, userId, activeUs: timeUs });
  }
}

const SIGNS_IN = new Set(['session.login', 'session.refresh']);
const CHANGES_USER = new Set(
  ['create', 'register', 'update', 'credentials', 'role', 'disable', 'enable', 'password', 'reset_password'].map((verb) => `user.${verb}`),
);

const SIMPLE: Readonly<Record<string, keyof ProjectCounts>> = {
  ai_model: 'activeModels',
  region: 'configuredRegions',
  cultural_data: 'culturalDataEntries',
};

function simpleCounts(action: string): Partial<ProjectCounts> {
  const [type = '', verb = ''] = action.split('.');
  const field = SIMPLE[type];
  if (field === undefined) return {};
  return verb === 'create' ? { [field]: 1 } : verb === 'delete' ? { [field]: -1 } : {};
}

/** The change of the number of enabled assets by an event of one asset. An asset is enabled unless its event says otherwise. */
function enabledBy({ action, changes }: DashboardFact): number {
  const { before, after } = changes.enabled ?? {};
  if (action === 'asset.create') return Number(after !== false);
  if (action === 'asset.delete') return -Number(before !== false);
  return Number(after === true) - Number(before === true);
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const membersOf = (details: DashboardFact['details']): unknown => (details.removed as { readonly members?: unknown } | undefined)?.members;

/** No tenant's id has a line break. */
const keyOf = (tenantId: string, name: string): string => `${tenantId}\n${name}`;

function pairOf(key: string): { readonly tenantId: string; readonly name: string } {
  const end = key.indexOf('\n');
  return { tenantId: key.slice(0, end), name: key.slice(end + 1) };
}

const distinct = <T extends object>(values: readonly T[]): T[] => [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
