import type { Actor } from '#shared/actor';
import type { Settling, UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { FindUnresolvable, ReleaseMove } from '../../reference/application/find-unresolvable';
import type { ReferenceIndex } from '../../reference-index/application/reference-index.port';
import type { PromptPlace } from '../../reference/application/references.port';
import type { WalkFault } from '../../reference/domain/release-walk';
import { ReleaseUnresolvable, type Unresolvable } from '../domain/release-unresolvable';
import type { OpenMove } from './pointer-moves';
import { MAX_LEVEL } from '../../template/domain/reference';

/** Replaces a name in a project that is closed to the caller. */
const CLOSED = '(closed)';

/** Checks whether an environment could resolve what it serves after moves of its pointers. */
export class ReleaseChecks {
  constructor(
    private readonly unresolvable: FindUnresolvable,
    private readonly index: ReferenceIndex,
    private readonly catalog: ProjectCatalog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The texts that could not be resolved after all of these moves. */
  async after(actor: Actor, environmentName: string, moves: readonly ReleaseMove[]): Promise<Unresolvable[]> {
    const faults = await this.unresolvable.after(actor.tenantId, environmentName, merged(moves));
    if (faults.length === 0) return [];
    const visible = await this.catalog.visible(actor, 'prompt:read');
    return faults.map((fault) => told(fault, environmentName, visible));
  }

  /** The texts that environments serve now, that show a text of these prompts, and that cannot be resolved. */
  async serving(actor: Actor, changed: readonly PromptPlace[]): Promise<Unresolvable[]> {
    const faults = await this.unresolvable.serving(actor.tenantId, changed);
    if (faults.length === 0) return [];
    const visible = await this.catalog.visible(actor, 'prompt:read');
    return faults.map(({ environment, fault }) => {
      const name = environment === null ? null : environmentFor(actor, environment);
      const { message, ...found } = told(fault, name ?? '', visible);
      return { ...found, message: name === null ? message : `Environment '${name}' serves what cannot be resolved: ${message}` };
    });
  }

  /** The texts that could not be resolved after the moves of this transaction so far. */
  async made({ actor, environment, moves }: OpenMove): Promise<Unresolvable[]> {
    await this.alone(actor, moves);
    return this.after(actor, environment.name, moves);
  }

  /** Locks the releases of the tenant until the end of the transaction, and makes earlier ones visible. */
  async alone({ tenantId }: Actor, moves: readonly ReleaseMove[]): Promise<void> {
    if (moves.length > 0) await this.index.judge(tenantId);
  }

  /** Refuses the whole unit of work at its end, when all changes of a change set are made, unless everything can be resolved then. */
  require(open: OpenMove): void {
    this.unitOfWork.beforeCommit(this, () => new Pending(this)).add(open);
  }
}

class Pending implements Settling {
  readonly #opens: OpenMove[] = [];

  constructor(private readonly checks: ReleaseChecks) {}

  add(open: OpenMove): void {
    this.#opens.push(open);
  }

  async settle(): Promise<void> {
    for (const id of new Set(this.#opens.map(({ environment }) => environment.id))) {
      const those = this.#opens.filter(({ environment }) => environment.id === id);
      const [first] = those;
      if (!first) continue;
      const moves = those.flatMap((each) => each.moves);
      await this.checks.alone(first.actor, moves);
      const faults = await this.checks.after(first.actor, first.environment.name, moves);
      if (faults.length > 0) throw new ReleaseUnresolvable(first.environment.name, faults);
    }
  }
}

/** A key that is restricted to environments does not learn the names of others. */
const environmentFor = ({ scopes }: Actor, name: string): string =>
  !scopes?.environments || scopes.environments.includes(name) ? name : CLOSED;

/**
 * One move for each prompt and for each version of an asset, from the first state to the last. Moves that end where they began are left
 * out.
 */
function merged(moves: readonly ReleaseMove[]): ReleaseMove[] {
  const pointers = new Map<string, ReleaseMove>();
  const others = new Map<string, ReleaseMove>();
  for (const each of moves) {
    const { pointer, promptId, assetVersion } = each;
    if (assetVersion && !others.has(assetVersion.id)) others.set(assetVersion.id, each);
    if (!pointer) continue;
    const before = pointers.get(promptId)?.pointer?.before;
    pointers.set(promptId, { ...each, pointer: { before: before === undefined ? pointer.before : before, after: pointer.after } });
  }
  return [...[...pointers.values()].filter(({ pointer }) => pointer?.before !== pointer?.after), ...others.values()];
}

function told({ kind, steps, promptIds }: WalkFault, environment: string, visible: ReadonlySet<string>): Unresolvable {
  const path = steps.map(({ name, projectId }) => (visible.has(projectId) ? name : CLOSED));
  const last = path.at(-1) ?? '';
  const words: Readonly<Record<WalkFault['kind'], string>> = {
    missing: `referenced prompt '${last}' does not exist`,
    unreleased: `environment '${environment}' points at no version of prompt '${last}'`,
    circular: `prompt '${last}' contains itself`,
    'too deep': `prompts refer to each other over more than ${MAX_LEVEL} levels`,
    language: `a reference to prompt '${last}' contains an invalid language code`,
    'too large': 'more references than can be looked at',
  };
  return { message: `${words[kind]}: ${path.join(' → ')}`, path, promptIds };
}
