import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { VersionStatus } from '../../prompt/domain/version';
import { promptIdentity } from '../../resolution/domain/fragment';
import { DEEPEST_LEVEL } from '../../resolution/domain/inlining';
import { ReleaseWalk, type WalkFault } from '../domain/release-walk';
import type { PromptPlace, References } from './references.port';
import { ReleaseGraph, TooManyReferences, type GraphPorts, type PlacedVersion, type ReleaseState } from './release-graph';
import type { Referrers } from './referrers.port';

/** What an environment has of a prompt, or one of the prompt's assets, before and after. */
export interface ReleaseMove extends PromptPlace {
  /** Ids of versions; null: none. Absent where only an asset moves. */
  readonly pointer?: { readonly before: string | null; readonly after: string | null };
  readonly assetVersion?: { readonly id: string; readonly before: VersionStatus };
}

/** Texts that releases reach backwards from what moves. */
const MOST_REFERRERS = 10_000;

/**
 * Finds what an environment would serve and nobody could resolve, after all of some moves: what moves itself, and what shows it
 * and could be resolved before. Translations and shown assets count as the texts do.
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
    try {
      return await this.#find(tenantId, environmentName, moves);
    } catch (error) {
      if (!(error instanceof TooManyReferences)) throw error;
      return [{ kind: 'too large', steps: [{ name: first.promptSlug, projectId: first.projectId }], promptIds: [first.promptId] }];
    }
  }

  async #find(tenantId: string, environmentName: string, moves: readonly ReleaseMove[]): Promise<WalkFault[]> {
    const moved = moves.flatMap(({ pointer, ...place }) => (pointer?.after == null ? [] : [{ ...place, versionId: pointer.after }]));
    const showing = await this.#showing(tenantId, environmentName, moves);
    const faultsOf = async (state: ReleaseState, roots: readonly PlacedVersion[]): Promise<Map<string, WalkFault>> => {
      const walk = new ReleaseWalk(await new ReleaseGraph(this.#ports, tenantId, environmentName, state).from(roots));
      return new Map(
        roots.flatMap(({ versionId }) => {
          const fault = walk.faultOf(versionId);
          return fault ? [[versionId, fault] as const] : [];
        }),
      );
    };
    const after = await faultsOf(stateOf(moves, 'after'), [...moved, ...showing]);
    const suspects = showing.filter((each) => after.has(each.versionId));
    const before = suspects.length === 0 ? new Map<string, WalkFault>() : await faultsOf(stateOf(moves, 'before'), suspects);
    return [...after].flatMap(([versionId, fault]) => (before.has(versionId) ? [] : [fault]));
  }

  /** What the environments of the name have and by which what moves is shown, as it is or through others. */
  async #showing(tenantId: string, environmentName: string, moves: readonly ReleaseMove[]): Promise<PlacedVersion[]> {
    const moving = new Set(moves.flatMap(({ pointer, promptId }) => (pointer ? [promptId] : [])));
    const found = new Map<string, PlacedVersion>();
    const pointedOf = async (promptIds: readonly string[]): Promise<Set<string>> => {
      const pointed = await this.referrers.pointed(tenantId, [...new Set(promptIds)]);
      return new Set(pointed.flatMap(({ versionId, environment }) => (environment.name === environmentName ? [versionId] : [])));
    };
    const withAssets = moves.filter((each) => each.assetVersion && !moving.has(each.promptId));
    for (const { promptId, versionId, environment } of await this.referrers.pointed(tenantId, [...idsOf(withAssets)])) {
      const place = withAssets.find((each) => each.promptId === promptId);
      if (place && environment.name === environmentName) found.set(versionId, placed(place, versionId));
    }
    let level = new Map(
      moves.map((each) => [nameOf(each.projectSlug, each.promptSlug), { slug: each.promptSlug, isPointed: true, tags: new Set<string>() }]),
    );
    const seen = new Set<string>();
    for (let depth = 0; depth < DEEPEST_LEVEL && level.size > 0; depth += 1) {
      const slugs = [...new Set([...level.values()].map((each) => each.slug))];
      const reaching = (await this.referrers.ofPrompts(tenantId, slugs)).filter(({ versionId, targetProject, target, targetTag }) => {
        const reached = level.get(nameOf(targetProject, target));
        return reached && !seen.has(versionId) && (targetTag === null ? reached.isPointed : reached.tags.has(targetTag));
      });
      if (seen.size + reaching.length > MOST_REFERRERS) throw new TooManyReferences();
      const pointed = await pointedOf(reaching.map((each) => each.promptId));
      level = new Map();
      for (const each of reaching) {
        const { promptId, projectSlug, promptSlug: slug, versionId, versionTag } = each;
        seen.add(versionId);
        const isPointed = pointed.has(versionId) && !moving.has(promptId);
        if (isPointed) found.set(versionId, placed(each, versionId));
        const name = nameOf(projectSlug, slug);
        const known = level.get(name);
        level.set(name, { slug, isPointed: isPointed || known?.isPointed === true, tags: new Set([...(known?.tags ?? []), versionTag]) });
      }
    }
    return [...found.values()];
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
