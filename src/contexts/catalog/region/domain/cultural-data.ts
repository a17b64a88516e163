import { DomainError, Invalid } from '#shared/errors';
import { nextState, type ResourceOrigin, type ResourceState } from '#shared/project-resource';
import { Validation } from '#shared/validation';

interface CulturalDataFields {
  readonly regionId: string;
  /** The key, unique in the project. It never changes. */
  readonly key: string;
  readonly style: string;
  readonly notes: string;
}

export type CulturalDataState = ResourceState & CulturalDataFields;

export type NewCulturalData = ResourceOrigin & CulturalDataFields;

/** A patch; absent fields stay unchanged. */
export type CulturalDataPatch = Partial<Pick<CulturalDataState, 'style' | 'notes'>>;

export const CULTURAL_DATA_FIELDS = ['key', 'regionId', 'style', 'notes'] as const;

const INVALID = 'catalog.cultural_data_invalid';
const MIN_ID_LENGTH = 20;

/** Knowledge about the people of a region, under a key. */
export class CulturalData {
  private constructor(readonly state: CulturalDataState) {}

  static create({ now, ...input }: NewCulturalData): CulturalData {
    return new CulturalData({ ...input, ...guarded(input), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: CulturalDataState): CulturalData {
    return new CulturalData(state);
  }

  /** Returns the entry after the patch, or the same object when nothing differs. */
  change(patch: CulturalDataPatch, now: Date): CulturalData {
    const { key, ...wanted } = guarded({ ...this.state, ...patch }, this.state);
    const after = nextState(this.state, wanted, now);
    return after === this.state ? this : new CulturalData(after);
  }
}

/** Throws Invalid for a text that is neither a language code (`xx-XX`) nor an id. */
export function refuseStrangeRegion(codeOrId: string): void {
  if (!/^[a-z]{2}-[A-Z]{2}$/u.test(codeOrId) && codeOrId.length < MIN_ID_LENGTH)
    throw new Invalid(INVALID, [{ pointer: '/regionId', message: 'regionId must match xx-XX' }]);
}

function guarded(
  input: Pick<CulturalDataState, 'key' | 'style' | 'notes'>,
  stored = {},
): Pick<CulturalDataState, 'key' | 'style' | 'notes'> {
  const validation = new Validation(INVALID, stored);
  const key = validation.addressed('/key', input.key);
  const style = validation.text('/style', input.style);
  const notes = validation.text('/notes', input.notes);
  validation.done();
  return { key, style, notes };
}

export class CulturalDataTaken extends DomainError {
  constructor(key: string) {
    super('conflict', 'catalog.cultural_data_taken', `Cultural data '${key}' already exists in this project`);
  }
}
