import type { ReadingBudget } from '../domain/reading-budget';

export interface WantedAsset {
  readonly promptId: string;
  readonly key: string;
  /** Null means the newest active version, otherwise the newest. The same holds when no version has the tag. */
  readonly tag: string | null;
  /** A valid language code, or null. */
  readonly language: string | null;
}

export interface FoundAsset extends WantedAsset {
  readonly versionId: string;
  readonly versionTag: string;
  /** The language code of the chosen text. */
  readonly served: string;
  readonly fallback: boolean;
  readonly value: string;
}

/** An asset with its newest version. */
export interface ListedAsset {
  readonly id: string;
  readonly key: string;
  readonly enabled: boolean;
  readonly versions: readonly { readonly id: string; readonly value: string; readonly versionTag: string; readonly languageCode: string }[];
}

/** Finds the assets for a resolve. It reads only the used texts, and checks the budget before. */
export abstract class AssetSource {
  /** Returns the requested assets that exist and are enabled, with a constant number of statements. */
  abstract find(tenantId: string, wanted: readonly WantedAsset[], budget: ReadingBudget): Promise<FoundAsset[]>;
  /** Returns all assets of a prompt by key, each with its newest version or its newest active one. */
  abstract list(tenantId: string, promptId: string, activeOnly: boolean, budget: ReadingBudget): Promise<ListedAsset[]>;
}
