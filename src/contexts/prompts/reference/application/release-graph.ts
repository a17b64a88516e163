import { groupedBy } from '#shared/grouped-by';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { isLanguageCode } from '../../template/domain/language';
import type { ReleaseLink, ReleaseNode } from '../domain/release-walk';
import { shownVersion } from './find-dependents';
import type { PromptPlace, References, StoredReference } from './references.port';
import type { Referrers } from './referrers.port';
import { MAX_LEVEL, promptIdentity } from '../../template/domain/reference';
import type { VersionStatus } from '../../text/domain/text-version';

/** The state of the environment that the graph assumes in place of the stored one. */
export interface ReleaseState {
  /** By the id of the prompt; null: no version. */
  readonly pointers: ReadonlyMap<string, string | null>;
  /** By the id of a version of an asset. */
  readonly assetStatus: ReadonlyMap<string, VersionStatus>;
}

export interface PlacedVersion extends PromptPlace {
  readonly versionId: string;
}

/** The maximum number of references that one check reads. */
const MAX_REFERENCES = 50_000;
/** The maximum number of projects that the references of one level name; each is looked up by itself. */
const MAX_PROJECTS = 50;

export interface GraphPorts {
  readonly references: References;
  readonly referrers: Referrers;
  readonly assets: AssetRepository;
  readonly versions: VersionRepository;
}

/** The check would need to read more than its limit. */
export class TooManyReferences extends Error {}

/**
 * Reads what versions show in the environments of a name, level by level. The number of statements depends only on the number of levels.
 */
export class ReleaseGraph {
  readonly #nodes = new Map<string, ReleaseNode>();
  #references = 0;

  constructor(
    private readonly ports: GraphPorts,
    private readonly tenantId: string,
    private readonly environmentName: string,
    private readonly state: ReleaseState,
  ) {}

  /** The versions by id, with all that they reach. Throws TooManyReferences. */
  async from(roots: readonly PlacedVersion[]): Promise<ReadonlyMap<string, ReleaseNode>> {
    let level = [...new Map(roots.map((each) => [each.versionId, each])).values()];
    for (let depth = 0; depth <= MAX_LEVEL && level.length > 0; depth += 1) level = await this.#expand(level);
    return this.#nodes;
  }

  /** The versions that these show and that have not been read yet. */
  async #expand(level: readonly PlacedVersion[]): Promise<PlacedVersion[]> {
    const shown = await this.#shownBy(level);
    const addresses = level.flatMap((from) => (shown.get(from.versionId) ?? []).map((reference) => ({ from, reference })));
    const places = await this.#places(addresses);
    const placeOf = (from: PlacedVersion, { project, target }: StoredReference): PromptPlace | undefined =>
      places.get(promptIdentity({ project: project || from.projectSlug, prompt: target }));
    const meant = await this.#meant(addresses.map(({ from, reference }) => ({ place: placeOf(from, reference), tag: reference.tag })));
    const next = new Map<string, PlacedVersion>();
    for (const from of level) {
      const links = (shown.get(from.versionId) ?? []).map((reference) => {
        const place = placeOf(from, reference);
        const versionId = place ? (meant.get(meantKey(place.promptId, reference.tag)) ?? null) : null;
        if (place && versionId !== null) next.set(versionId, { ...place, versionId });
        return linkOf(from, reference, place, versionId);
      });
      const { versionId, promptId, projectId, projectSlug, promptSlug } = from;
      const identity = promptIdentity({ project: projectSlug, prompt: promptSlug });
      this.#nodes.set(versionId, { versionId, promptId, projectId, name: promptSlug, identity, links });
    }
    return [...next.values()].filter((each) => !this.#nodes.has(each.versionId));
  }

  /** The references to prompts by version: in its own texts and in the texts of the enabled assets that they show. */
  async #shownBy(level: readonly PlacedVersion[]): Promise<Map<string, StoredReference[]>> {
    const { references, referrers, assets } = this.ports;
    const promptOf = new Map(level.map((each) => [each.versionId, each.promptId]));
    const own = this.#counted(await references.ofVersions(this.tenantId, [...promptOf.keys()], this.#left + 1));
    const shown = groupedBy(
      own.filter((each) => each.kind === 'prompt'),
      (each) => each.versionId,
    );
    const assetReferences = own.filter((each) => each.kind === 'asset');
    if (assetReferences.length === 0) return shown;
    const promptIds = [...new Set(assetReferences.map((each) => promptOf.get(each.versionId) ?? ''))];
    const keys = [...new Set(assetReferences.map((each) => each.target))];
    const enabled = (await assets.withKeys(this.tenantId, promptIds, keys)).filter((each) => each.enabled);
    const assetIds = new Map(enabled.map((each) => [`${each.promptId} ${each.key}`, each.id]));
    const stored = await referrers.assetVersions(this.tenantId, [...assetIds.values()]);
    const orders = groupedBy(
      stored.map((each) => ({ ...each, status: this.state.assetStatus.get(each.id) ?? each.status })),
      (each) => each.parentId,
    );
    const placed = assetReferences.flatMap(({ versionId, target, tag }) => {
      const id = assetIds.get(`${promptOf.get(versionId) ?? ''} ${target}`);
      const version = id === undefined ? undefined : shownVersion(orders.get(id) ?? [], tag);
      return version ? [{ versionId, assetVersionId: version.id }] : [];
    });
    const assetVersionIds = [...new Set(placed.map((each) => each.assetVersionId))];
    const inAssets = groupedBy(
      this.#counted(await references.ofAssetVersions(this.tenantId, assetVersionIds, this.#left + 1)),
      (each) => each.versionId,
    );
    for (const { versionId, assetVersionId } of placed)
      shown.set(versionId, [...(shown.get(versionId) ?? []), ...(inAssets.get(assetVersionId) ?? [])]);
    return shown;
  }

  get #left(): number {
    return MAX_REFERENCES - this.#references;
  }

  #counted<T>(rows: readonly T[]): readonly T[] {
    this.#references += rows.length;
    if (this.#left < 0) throw new TooManyReferences();
    return rows;
  }

  async #places(addresses: readonly { from: PlacedVersion; reference: StoredReference }[]): Promise<Map<string, PromptPlace>> {
    const byProject = groupedBy(addresses, ({ from, reference }) => reference.project || from.projectSlug);
    if (byProject.size > MAX_PROJECTS) throw new TooManyReferences();
    const places = new Map<string, PromptPlace>();
    for (const [project, those] of byProject) {
      const slugs = [...new Set(those.map(({ reference }) => reference.target))];
      for (const place of await this.ports.references.places(this.tenantId, project, slugs))
        places.set(promptIdentity({ project: place.projectSlug, prompt: place.promptSlug }), place);
    }
    return places;
  }

  /** The ids of the versions that references mean: the version with the tag or, without a tag, the one that the environment has. */
  async #meant(wanted: readonly { place: PromptPlace | undefined; tag: string | null }[]): Promise<Map<string, string>> {
    const known = wanted.flatMap(({ place, tag }) => (place ? [{ promptId: place.promptId, tag }] : []));
    const tagged = new Map(
      known.flatMap(({ promptId, tag }) => (tag === null ? [] : [[meantKey(promptId, tag), { parentId: promptId, versionTag: tag }]])),
    );
    const untagged = [...new Set(known.flatMap(({ promptId, tag }) => (tag === null ? [promptId] : [])))];
    const meant = new Map<string, string>();
    for (const { id, parentId, versionTag } of await this.ports.versions.tagged(this.tenantId, [...tagged.values()]))
      meant.set(meantKey(parentId, versionTag), id);
    for (const { promptId, versionId, environment } of await this.ports.referrers.pointed(this.tenantId, untagged))
      if (environment.name === this.environmentName) meant.set(meantKey(promptId, null), versionId);
    for (const promptId of untagged) {
      const versionId = this.state.pointers.get(promptId);
      if (versionId === null) meant.delete(meantKey(promptId, null));
      else if (versionId !== undefined) meant.set(meantKey(promptId, null), versionId);
    }
    return meant;
  }
}

const meantKey = (promptId: string, tag: string | null): string => JSON.stringify([promptId, tag]);

function linkOf(
  from: PlacedVersion,
  { project, target, tag, language }: StoredReference,
  place: PromptPlace | undefined,
  versionId: string | null,
): ReleaseLink {
  const other = project !== '' && project !== from.projectSlug ? `${project}/` : '';
  const name = `${other}${target}${tag === null ? '' : `:${tag}`}`;
  const identity = promptIdentity({ project: project || from.projectSlug, prompt: target });
  const fault = language !== null && !isLanguageCode(language) ? 'language' : lost(place, tag, versionId);
  return { name, identity, versionId, fault };
}

function lost(place: PromptPlace | undefined, tag: string | null, versionId: string | null): 'missing' | 'unreleased' | null {
  if (versionId !== null) return null;
  return place && tag === null ? 'unreleased' : 'missing';
}
