/**
 * The version of a prompt or an asset that an environment has. The pointer contains slugs, keys and tags, because they never change. Texts
 * are resolved without the pointers to assets (wire contract, 4.5). These pointers record what was released, and protect it from changes
 * and deletion.
 */
export interface PointerState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  /** The id of the prompt or asset. */
  readonly parentId: string;
  /** `order-mail`, `order-mail/signature`. */
  readonly parentName: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** The id of the user. */
  readonly movedBy: string;
  readonly movedAt: Date;
  readonly revision: number;
}

export type NewPointer = Omit<PointerState, 'movedAt' | 'revision'> & { readonly now: Date };

export const POINTER_FIELDS = ['versionTag', 'versionId'] as const;

export class Pointer {
  private constructor(readonly state: PointerState) {}

  static create({ now, ...input }: NewPointer): Pointer {
    return new Pointer({ ...input, movedAt: now, revision: 1 });
  }

  static restore(state: PointerState): Pointer {
    return new Pointer(state);
  }

  /** The pointer at that version; the same object if it is there already. */
  move(to: { readonly versionId: string; readonly versionTag: string; readonly movedBy: string }, now: Date): Pointer {
    if (to.versionId === this.state.versionId) return this;
    return new Pointer({ ...this.state, ...to, movedAt: now, revision: this.state.revision + 1 });
  }
}
