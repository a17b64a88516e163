/** Which version of an asset was released to an environment. Slug, key and tag never change, so the pointer carries them. */
export interface AssetPointerState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly assetId: string;
  /** `order-mail/signature`: slug of the prompt, key of the asset. */
  readonly assetName: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** Id of the user. */
  readonly movedBy: string;
  readonly movedAt: Date;
  readonly revision: number;
}

/** Texts are resolved without them (wire contract, 4.5): they say what was released, and keep it from being changed or deleted. */
export class AssetPointer {
  private constructor(readonly state: AssetPointerState) {}

  static create({ now, ...input }: Omit<AssetPointerState, 'movedAt' | 'revision'> & { readonly now: Date }): AssetPointer {
    return new AssetPointer({ ...input, movedAt: now, revision: 1 });
  }

  static restore(state: AssetPointerState): AssetPointer {
    return new AssetPointer(state);
  }

  /** The pointer at that version; the same object when it is there already. */
  move(to: { readonly versionId: string; readonly versionTag: string; readonly movedBy: string }, now: Date): AssetPointer {
    if (to.versionId === this.state.versionId) return this;
    return new AssetPointer({ ...this.state, ...to, movedAt: now, revision: this.state.revision + 1 });
  }
}
