import type { ReadingBudget } from '../domain/reading-budget';

export interface WantedAsset {
  readonly promptId: string;
  readonly key: string;
  /** Null: the newest active version, else the newest; so also where no version has the tag. */
  readonly tag: string | null;
  /** A valid code, or null. */
  readonly language: string | null;
}

export interface FoundAsset extends WantedAsset {
  readonly versionId: string;
  readonly versionTag: string;
  /** Code of the text that was taken. */
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

/** The assets that resolving needs. It reads only the texts that are used, and checks the budget first. */
export abstract class AssetSource {
  /** Those that exist and are enabled, as they were wanted; in a constant number of statements. */
  abstract find(tenantId: string, wanted: readonly WantedAsset[], budget: ReadingBudget): Promise<FoundAsset[]>;
  /** All of a prompt, by key; of each the newest version, or the newest active one. */
  abstract list(tenantId: string, promptId: string, activeOnly: boolean, budget: ReadingBudget): Promise<ListedAsset[]>;
}
