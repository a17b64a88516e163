/** Which version of a prompt an environment serves. Slug and tag never change, so the pointer carries them. */
export interface PointerState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly promptId: string;
  readonly promptSlug: string;
  readonly versionId: string;
  readonly versionTag: string;
  /** Id of the user. */
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

  /** The pointer at that version; the same object when it is there already. */
  move(to: { readonly versionId: string; readonly versionTag: string; readonly movedBy: string }, now: Date): Pointer {
    if (to.versionId === this.state.versionId) return this;
    return new Pointer({ ...this.state, ...to, movedAt: now, revision: this.state.revision + 1 });
  }
}
