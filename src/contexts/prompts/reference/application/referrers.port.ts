import type { VersionStatus } from '../../text/domain/text-version';

/** A version of a prompt, without its text. */
export interface VersionPlace {
  readonly projectId: string;
  readonly projectSlug: string;
  readonly promptId: string;
  readonly promptSlug: string;
  readonly versionId: string;
  readonly versionTag: string;
  readonly status: VersionStatus;
}

/** A version in whose text a reference stands. */
export interface Referrer extends VersionPlace {
  /** Slug of the project that is referred to. */
  readonly targetProject: string;
  /** Slug of the prompt that is referred to. */
  readonly target: string;
  readonly targetTag: string | null;
  /** The asset in whose text it stands; null: in the version's own. */
  readonly asset: ShownAsset | null;
}

/** An asset's version that may be shown by a version of its prompt. */
export interface ShownAsset {
  readonly assetId: string;
  readonly key: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** As the showing text says it. */
  readonly shownTag: string | null;
}

export interface VersionInOrder {
  readonly id: string;
  /** Id of the prompt or the asset. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly status: VersionStatus;
}

export interface PointedVersion {
  readonly promptId: string;
  readonly versionId: string;
  readonly environment: { readonly id: string; readonly name: string };
}

/** Finds the texts that refer to others. Each question is one statement, or one for every 500 names. */
export abstract class Referrers {
  /** To prompts of these slugs, in whatever project; in their own texts and in those of the assets that they name. */
  abstract ofPrompts(tenantId: string, slugs: readonly string[]): Promise<Referrer[]>;
  /** The versions of the prompt whose texts name the asset, with the tag that they name. */
  abstract ofAsset(tenantId: string, promptId: string, key: string): Promise<(VersionPlace & { readonly shownTag: string | null })[]>;
  /** All of these prompts, newest first. */
  abstract versions(tenantId: string, promptIds: readonly string[]): Promise<VersionInOrder[]>;
  /** All of these assets, newest first. */
  abstract assetVersions(tenantId: string, assetIds: readonly string[]): Promise<VersionInOrder[]>;
  /** Versions of these prompts that environments point at. */
  abstract pointed(tenantId: string, promptIds: readonly string[]): Promise<PointedVersion[]>;
}
