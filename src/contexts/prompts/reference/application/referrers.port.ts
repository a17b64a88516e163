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

/** A version with a reference in its text. */
export interface Referrer extends VersionPlace {
  /** The slug of the project that the reference names. */
  readonly targetProject: string;
  /** The slug of the prompt that the reference names. */
  readonly target: string;
  readonly targetTag: string | null;
  /** The asset whose text contains the reference; null for the version's own text. */
  readonly asset: ShownAsset | null;
}

/** An asset's version that a version of its prompt may show. */
export interface ShownAsset {
  readonly assetId: string;
  readonly key: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** The tag in the text that shows it. */
  readonly shownTag: string | null;
}

export interface VersionInOrder {
  readonly id: string;
  /** The id of the prompt or the asset. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly status: VersionStatus;
}

export interface PointedVersion {
  readonly promptId: string;
  readonly versionId: string;
  readonly environment: { readonly id: string; readonly name: string };
}

/** Finds the texts that refer to others. Each method needs one statement, or one for every 500 names. */
export abstract class Referrers {
  /** The references to prompts of these slugs in any project, in the texts of versions and of the assets that they name. */
  abstract ofPrompts(tenantId: string, slugs: readonly string[]): Promise<Referrer[]>;
  /** The versions of the prompt whose texts name the asset, with the tag that they name. */
  abstract ofAsset(tenantId: string, promptId: string, key: string): Promise<(VersionPlace & { readonly shownTag: string | null })[]>;
  /** The versions of all these prompts, newest first. */
  abstract versions(tenantId: string, promptIds: readonly string[]): Promise<VersionInOrder[]>;
  /** The versions of all these assets, newest first. */
  abstract assetVersions(tenantId: string, assetIds: readonly string[]): Promise<VersionInOrder[]>;
  /** The versions of these prompts that environments point at. */
  abstract pointed(tenantId: string, promptIds: readonly string[]): Promise<PointedVersion[]>;
}
