import { groupedBy } from '#shared/grouped-by';
import { MAX_LEVEL } from '../../template/domain/reference';
import type { Referrer, Referrers, VersionInOrder, VersionPlace } from './referrers.port';
import { servedVersion } from '../../text/domain/served-version';

/** The maximum number of versions that a search visits. */
const MAX_DEPENDENTS = 10_000;

/** One step on the way from a version to the text that it reaches. */
export interface PathStep {
  readonly projectId: string;
  readonly projectSlug: string;
  readonly promptSlug: string;
  /** Null if the reference has no tag. */
  readonly versionTag: string | null;
  readonly assetKey: string | null;
}

/** A version that shows the text when it is resolved. */
export interface Dependent extends VersionPlace {
  readonly environments: readonly { readonly id: string; readonly name: string }[];
  /** The number of prompts on the way, including this one. */
  readonly steps: number;
  /** The way from the version to the text. */
  readonly path: readonly PathStep[];
}

export interface Dependents {
  /** The nearest first. */
  readonly found: readonly Dependent[];
  /** False if the search ended before it had found all. */
  readonly complete: boolean;
}

export interface PromptTarget {
  readonly tenantId: string;
  readonly projectId: string;
  readonly projectSlug: string;
  readonly promptId: string;
  readonly promptSlug: string;
  /** Null for any version of the prompt. */
  readonly version: { readonly id: string; readonly versionTag: string } | null;
}

export interface AssetTarget extends Omit<PromptTarget, 'version'> {
  readonly assetId: string;
  readonly key: string;
  /** The tag of the asset's version; null for any version. */
  readonly version: { readonly id: string; readonly versionTag: string } | null;
}

/** The versions of one prompt from which the text is reached, with the way. Null: all versions of the prompt. */
interface Reached {
  readonly place: Pick<VersionPlace, 'projectSlug' | 'promptId' | 'promptSlug'>;
  readonly paths: ReadonlyMap<string, readonly PathStep[]>;
  readonly whole: readonly PathStep[] | null;
}

export type Target = PromptTarget | AssetTarget;

/** Finds what reaches a text, backwards along the references. The number of statements depends only on the number of levels. */
export class FindDependents {
  constructor(private readonly referrers: Referrers) {}

  of(target: Target): Promise<Dependents> {
    return 'assetId' in target ? this.#ofAsset(target) : this.#ofPrompt(target);
  }

  #ofPrompt(target: PromptTarget): Promise<Dependents> {
    const { projectId, projectSlug, promptSlug, version } = target;
    const path = [{ projectId, projectSlug, promptSlug, versionTag: version?.versionTag ?? null, assetKey: null }];
    const reached = { place: target, paths: new Map(version ? [[version.id, path]] : []), whole: version ? null : path };
    return new Search(this.referrers, target.tenantId, target.promptId).from([reached], []);
  }

  async #ofAsset(target: AssetTarget): Promise<Dependents> {
    const { tenantId, projectId, projectSlug, promptId, promptSlug, assetId, key, version } = target;
    const search = new Search(this.referrers, tenantId, promptId);
    const own = await this.referrers.ofAsset(tenantId, promptId, key);
    const order = groupedBy(await this.referrers.assetVersions(tenantId, [assetId]), (each) => each.parentId).get(assetId) ?? [];
    const shows = own.filter((each) => version === null || shownVersion(order, each.shownTag)?.id === version.id);
    const end = { projectId, projectSlug, promptSlug, versionTag: version?.versionTag ?? null, assetKey: key };
    const dependents = await search.placed(shows, () => [end]);
    return search.from(reachedOf(dependents), dependents);
  }
}

/** One search, which remembers the versions and prompts that it has read. */
class Search {
  readonly #seen = new Set<string>();
  readonly #versions = new Map<string, readonly VersionInOrder[]>();
  readonly #environments = new Map<string, Dependent['environments']>();

  constructor(
    private readonly referrers: Referrers,
    private readonly tenantId: string,
    /** The own versions of the prompt are not its dependents, even if it contains itself. */
    private readonly targetPromptId: string,
  ) {}

  async from(start: readonly Reached[], known: readonly Dependent[]): Promise<Dependents> {
    const found = known.filter(isInUse);
    await this.#learn(start.map((each) => each.place.promptId));
    let level = start;
    for (let depth = 0; depth < MAX_LEVEL && level.length > 0; depth += 1) {
      const next = await this.#expand(level);
      found.push(...next.filter(isInUse));
      if (found.length > MAX_DEPENDENTS) return { found: found.slice(0, MAX_DEPENDENTS), complete: false };
      level = reachedOf(next);
    }
    return { found, complete: true };
  }

  async #expand(level: readonly Reached[]): Promise<Dependent[]> {
    const byName = new Map(level.map((each) => [`${each.place.projectSlug}/${each.place.promptSlug}`, each]));
    const referrers = (await this.referrers.ofPrompts(this.tenantId, [...new Set(level.map((each) => each.place.promptSlug))])).filter(
      (each) => each.promptId !== this.targetPromptId,
    );
    const assetIds = [...new Set(referrers.flatMap((each) => each.asset?.assetId ?? []))];
    const orders = groupedBy(await this.referrers.assetVersions(this.tenantId, assetIds), (each) => each.parentId);
    const ways = new Map<Referrer, readonly PathStep[]>();
    for (const each of referrers) {
      const reached = byName.get(`${each.targetProject}/${each.target}`);
      const way = reached && this.#way(reached, each.targetTag);
      const { asset } = each;
      if (!way || (asset && shownVersion(orders.get(asset.assetId) ?? [], asset.shownTag)?.id !== asset.versionId)) continue;
      ways.set(each, asset ? [{ ...stepOf(each), versionTag: asset.versionTag, assetKey: asset.key }, ...way] : way);
    }
    return this.placed([...ways.keys()], (each) => ways.get(each) ?? []);
  }

  /** Each version once, with the way from it. Archived ones are included, because a text that names their tag shows them. */
  async placed<T extends VersionPlace>(places: readonly T[], wayFrom: (place: T) => readonly PathStep[]): Promise<Dependent[]> {
    await this.#learn([...new Set(places.map((each) => each.promptId))]);
    const dependents: Dependent[] = [];
    for (const place of places.toSorted(byName)) {
      const environments = this.#environments.get(place.versionId) ?? [];
      if (this.#seen.has(place.versionId)) continue;
      this.#seen.add(place.versionId);
      const path = [{ ...stepOf(place), versionTag: place.versionTag, assetKey: null }, ...wayFrom(place)];
      const { projectId, projectSlug, promptId, promptSlug, versionId, versionTag, status } = place;
      const steps = path.filter((each) => each.assetKey === null).length - (path.at(-1)?.assetKey === null ? 1 : 0);
      dependents.push({ projectId, projectSlug, promptId, promptSlug, versionId, versionTag, status, environments, steps, path });
    }
    return dependents;
  }

  /** The way on from a reference with that tag; undefined if it leads to none of the reached versions. */
  #way({ place, paths, whole }: Reached, tag: string | null): readonly PathStep[] | undefined {
    const versions = this.#versions.get(place.promptId) ?? [];
    if (whole) return tag === null || versions.some((each) => each.versionTag === tag) ? whole : undefined;
    const meant =
      tag === null
        ? versions.filter((each) => each.id === servedVersion(versions)?.id || this.#environments.has(each.id))
        : versions.filter((each) => each.versionTag === tag);
    return meant.flatMap((each) => [paths.get(each.id) ?? []]).find((path) => path.length > 0);
  }

  async #learn(promptIds: readonly string[]): Promise<void> {
    const unknown = promptIds.filter((each) => !this.#versions.has(each));
    const versions = groupedBy(await this.referrers.versions(this.tenantId, unknown), (each) => each.parentId);
    for (const id of unknown) this.#versions.set(id, versions.get(id) ?? []);
    const pointed = groupedBy(await this.referrers.pointed(this.tenantId, unknown), (each) => each.versionId);
    for (const [id, each] of pointed)
      this.#environments.set(
        id,
        each.map(({ environment }) => environment),
      );
  }
}

/** The search continues through archived versions, but does not list them. */
const isInUse = ({ status, environments }: Dependent): boolean => status !== 'archived' || environments.length > 0;

const byName = (a: VersionPlace, b: VersionPlace): number => (nameOf(a) < nameOf(b) ? -1 : 1);
const nameOf = ({ projectSlug, promptSlug, versionTag }: VersionPlace): string => `${projectSlug}/${promptSlug} ${versionTag}`;

const stepOf = ({ projectId, projectSlug, promptSlug }: VersionPlace) => ({ projectId, projectSlug, promptSlug });

const reachedOf = (dependents: readonly Dependent[]): Reached[] =>
  [...groupedBy(dependents, (each) => each.promptId).values()].flatMap((those) => {
    const [place] = those;
    return place ? [{ place, paths: new Map(those.map((each) => [each.versionId, each.path])), whole: null }] : [];
  });

/** For an asset, a tag that no version has means the same as no tag. */
export const shownVersion = (versions: readonly VersionInOrder[], tag: string | null): VersionInOrder | undefined =>
  versions.find((each) => each.versionTag === tag) ?? servedVersion(versions);
