import { nextTurn } from '#shared/event-loop';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { ReleaseWalk, type WalkFault } from '../domain/release-walk';
import type { PromptPlace, References } from './references.port';
import { ReleaseGraph, TooManyReferences, type GraphPorts, type PlacedVersion, type ReleaseState } from './release-graph';
import type { Referrers } from './referrers.port';
import { MAX_LEVEL, promptIdentity } from '../../template/domain/reference';
import type { VersionStatus } from '../../text/domain/text-version';

/**
 * The versions of a prompt or of one of its assets that an environment has before and after a move. Without either, its texts change
 * otherwise.
 */
export interface ReleaseMove extends PromptPlace {
  /** The ids of the versions; null: no version. Absent if only an asset moves. */
  readonly pointer?: { readonly before: string | null; readonly after: string | null };
  readonly assetVersion?: { readonly id: string; readonly before: VersionStatus };
}

/** A fault in what is served; null if the check would need to read more than its limit, in any environment. */
export interface ServedFault {
  readonly environment: string | null;
  readonly fault: WalkFault;
}

/** The maximum number of texts that a check visits backwards from the moved ones. */
const MAX_REFERRERS = 10_000;
/** The maximum number of names of environments that a check visits if texts change without a move. */
const MAX_ENVIRONMENTS = 10;

/**
 * Finds what an environment would serve and could not resolve after all of some moves: the moved versions, and the versions that show them
 * and could be resolved before. Translations and shown assets count like the texts.
 */
export class FindUnresolvable {
  readonly #ports: GraphPorts;

  constructor(
    references: References,
    private readonly referrers: Referrers,
    assets: AssetRepository,
    versions: VersionRepository,
  ) {
    this.#ports = { references, referrers, assets, versions };
  }

  async after(tenantId: string, environmentName: string, moves: readonly ReleaseMove[]): Promise<WalkFault[]> {
    const [first] = moves;
    if (!first) return [];
    return unlessTooLarge(
      () => this.#find(tenantId, environmentName, moves),
      () => [tooLarge(first)],
    );
  }

  /** Checks everything that environments serve now and that shows a text of these prompts. */
  async serving(tenantId: string, changed: readonly PromptPlace[]): Promise<ServedFault[]> {
    const [first] = changed;
    if (!first) return [];
    const found: ServedFault[] = [];
    const find = async (): Promise<ServedFault[]> => {
      const names = await this.#environmentsShowing(tenantId, changed);
      for (const environment of names.slice(0, MAX_ENVIRONMENTS)) {
        await nextTurn();
        const showing = await this.#showing(tenantId, environment, changed);
        const faults = await this.#faultsOf(tenantId, environment, stateOf([], 'after'), showing);
        found.push(...[...faults.values()].map((fault) => ({ environment, fault })));
      }
      if (names.length > MAX_ENVIRONMENTS) throw new TooManyReferences();
      return found;
    };
    return unlessTooLarge(find, () => [...found, { environment: null, fault: tooLarge(first) }]);
  }

  async #find(tenantId: string, environmentName: string, moves: readonly ReleaseMove[]): Promise<WalkFault[]> {
    const moved = moves.flatMap(({ pointer, ...place }) => (pointer?.after == null ? [] : [{ ...place, versionId: pointer.after }]));
    const showing = await this.#showing(tenantId, environmentName, moves);
    const faultsOf = (state: ReleaseState, roots: readonly PlacedVersion[]): Promise<Map<string, WalkFault>> =>
      this.#faultsOf(tenantId, environmentName, state, roots);
    const after = await faultsOf(stateOf(moves, 'after'), [...moved, ...showing]);
    const suspects = showing.filter((each) => after.has(each.versionId));
    const before = suspects.length === 0 ? new Map<string, WalkFault>() : await faultsOf(stateOf(moves, 'before'), suspects);
    return [...after].flatMap(([versionId, fault]) => (before.has(versionId) ? [] : [fault]));
  }

  async #faultsOf(
    tenantId: string,
    environmentName: string,
    state: ReleaseState,
    roots: readonly PlacedVersion[],
  ): Promise<Map<string, WalkFault>> {
    const walk = new ReleaseWalk(await new ReleaseGraph(this.#ports, tenantId, environmentName, state).from(roots));
    return new Map(
      roots.flatMap(({ versionId }) => {
        const fault = walk.faultOf(versionId);
        return fault ? [[versionId, fault] as const] : [];
      }),
    );
  }

  /** The names of the environments that have a version of these prompts, or of a prompt that refers to them in any of its versions. */
  async #environmentsShowing(tenantId: string, changed: readonly PromptPlace[]): Promise<string[]> {
    const names = new Set<string>();
    const seen = new Set<string>();
    let level = new Map(changed.map((each) => [nameOf(each.projectSlug, each.promptSlug), each]));
    for (let depth = 0; depth <= MAX_LEVEL && level.size > 0; depth += 1) {
      const places = [...level.values()];
      for (const each of await this.referrers.pointed(tenantId, [...idsOf(places)])) names.add(each.environment.name);
      for (const name of level.keys()) seen.add(name);
      if (seen.size > MAX_REFERRERS) throw new TooManyReferences();
      const referrers = await this.referrers.ofPrompts(tenantId, [...new Set(places.map((each) => each.promptSlug))]);
      const reaching = referrers.filter(({ targetProject, target }) => level.has(nameOf(targetProject, target)));
      level = new Map(
        reaching.map((each) => [nameOf(each.projectSlug, each.promptSlug), each] as const).filter(([name]) => !seen.has(name)),
      );
    }
    return [...names].toSorted();
  }

  /** The versions in environments of this name that show what moves, directly or through others. */
  async #showing(tenantId: string, environmentName: string, moves: readonly ReleaseMove[]): Promise<PlacedVersion[]> {
    const moving = new Set(moves.flatMap(({ pointer, promptId }) => (pointer ? [promptId] : [])));
    const found = new Map<string, PlacedVersion>();
    const pointedOf = async (promptIds: readonly string[]): Promise<Set<string>> => {
      const pointed = await this.referrers.pointed(tenantId, [...new Set(promptIds)]);
      return new Set(pointed.flatMap(({ versionId, environment }) => (environment.name === environmentName ? [versionId] : [])));
    };
    const changed = new Map(moves.flatMap((each) => (each.pointer ? [] : [[each.promptId, each] as const])));
    const standing = [...changed.keys()].filter((each) => !moving.has(each));
    for (const { promptId, versionId, environment } of await this.referrers.pointed(tenantId, standing)) {
      const place = changed.get(promptId);
      if (place && environment.name === environmentName) found.set(versionId, placed(place, versionId));
    }
    let level = new Map<string, Level>(
      moves.map(({ projectSlug, promptSlug: slug, promptId }) => [
        nameOf(projectSlug, slug),
        // Versions other than the one of the environment can show texts and assets too.
        { slug, isPointed: true, tags: changed.has(promptId) ? 'all' : new Set<string>() },
      ]),
    );
    const seen = new Set<string>();
    for (let depth = 0; depth < MAX_LEVEL && level.size > 0; depth += 1) {
      const slugs = [...new Set([...level.values()].map((each) => each.slug))];
      const reaching = (await this.referrers.ofPrompts(tenantId, slugs)).filter(({ versionId, targetProject, target, targetTag }) => {
        const reached = level.get(nameOf(targetProject, target));
        return (
          reached &&
          !seen.has(versionId) &&
          (targetTag === null ? reached.isPointed : reached.tags === 'all' || reached.tags.has(targetTag))
        );
      });
      if (seen.size + reaching.length > MAX_REFERRERS) throw new TooManyReferences();
      const pointed = await pointedOf(reaching.map((each) => each.promptId));
      level = new Map();
      for (const each of reaching) {
        const { promptId, projectSlug, promptSlug: slug, versionId, versionTag } = each;
        seen.add(versionId);
        const isPointed = pointed.has(versionId) && !moving.has(promptId);
        if (isPointed) found.set(versionId, placed(each, versionId));
        const name = nameOf(projectSlug, slug);
        const known = level.get(name);
        level.set(name, { slug, isPointed: isPointed || known?.isPointed === true, tags: new Set([...tagsOf(known), versionTag]) });
      }
    }
    return [...found.values()];
  }
}

/** A prompt on one level of the way backwards. */
interface Level {
  readonly slug: string;
  /** Whether the search follows references without a tag. */
  readonly isPointed: boolean;
  /** The versions whose references the search follows. */
  readonly tags: ReadonlySet<string> | 'all';
}

const tagsOf = (level: Level | undefined): Iterable<string> => (level && level.tags !== 'all' ? level.tags : []);

const tooLarge = ({ promptSlug, projectId, promptId }: PromptPlace): WalkFault => ({
  kind: 'too large',
  steps: [{ name: promptSlug, projectId }],
  promptIds: [promptId],
});

async function unlessTooLarge<T>(find: () => Promise<T>, otherwise: () => T): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof TooManyReferences) return otherwise();
    throw error;
  }
}

function stateOf(moves: readonly ReleaseMove[], when: 'before' | 'after'): ReleaseState {
  const pointers = new Map(moves.flatMap(({ promptId, pointer }) => (pointer ? [[promptId, pointer[when]] as const] : [])));
  const versions = moves.flatMap(({ assetVersion }) => assetVersion ?? []);
  return { pointers, assetStatus: new Map(versions.map(({ id, before }) => [id, when === 'after' ? 'active' : before])) };
}

const idsOf = (places: readonly PromptPlace[]): Set<string> => new Set(places.map((each) => each.promptId));

const placed = ({ projectId, projectSlug, promptId, promptSlug }: PromptPlace, versionId: string): PlacedVersion => ({
  projectId,
  projectSlug,
  promptId,
  promptSlug,
  versionId,
});

const nameOf = (project: string, prompt: string): string => promptIdentity({ project, prompt });
