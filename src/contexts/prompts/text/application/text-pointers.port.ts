/** An environment points at this version of a prompt or an asset. */
export interface TextPointer {
  readonly state: { readonly environmentId: string; readonly versionId: string };
}

/** Reads the versions at which environments point. */
export abstract class TextPointers {
  /** All pointers to versions of the prompt or asset, in no order. */
  abstract of(tenantId: string, parentId: string): Promise<readonly TextPointer[]>;
}
