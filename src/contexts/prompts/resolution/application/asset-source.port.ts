export interface WantedAsset {
  readonly promptId: string;
  readonly key: string;
  /** Null: the newest active version, else the newest; so also where no version has the tag. */
  readonly tag: string | null;
}

export interface FoundAsset extends WantedAsset {
  readonly versionId: string;
  readonly versionTag: string;
  readonly languageCode: string;
  readonly value: string;
  readonly translations: readonly { readonly languageCode: string; readonly value: string }[];
}

/** An asset with its newest version. */
export interface ListedAsset {
  readonly id: string;
  readonly key: string;
  readonly enabled: boolean;
  readonly versions: readonly { readonly id: string; readonly value: string; readonly versionTag: string; readonly languageCode: string }[];
}

/** What resolving needs of assets. */
export abstract class AssetSource {
  /** Those that exist and are enabled, as they were wanted; in a constant number of statements. Their translations in these languages only. */
  abstract find(tenantId: string, wanted: readonly WantedAsset[], languages: readonly string[]): Promise<FoundAsset[]>;
  /** All of a prompt, by key; of each the newest version, or the newest active one. */
  abstract list(tenantId: string, promptId: string, activeOnly: boolean): Promise<ListedAsset[]>;
}
