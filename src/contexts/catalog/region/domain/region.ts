import { DomainError, Invalid, NotFound } from '#shared/errors';
import { nextState, type ResourceOrigin, type ResourceState } from '#shared/project-resource';
import { Validation } from '#shared/validation';

interface RegionFields {
  /** `xx-XX`, unique in the project. */
  readonly languageCode: string;
  readonly name: string;
  readonly parentRegionId: string | null;
  /** The name of an IANA time zone; empty when there is none. */
  readonly timeZone: string;
  readonly notes: string;
}

export type RegionState = ResourceState & RegionFields;

export type NewRegion = ResourceOrigin & RegionFields;

/** A patch; absent fields stay unchanged. */
export type RegionPatch = Partial<Pick<RegionState, 'name' | 'parentRegionId' | 'timeZone' | 'notes'>>;

export const REGION_FIELDS = ['languageCode', 'name', 'parentRegionId', 'timeZone', 'notes'] as const;

const LANGUAGE_CODE = /^[a-z]{2}-[A-Z]{2}$/u;
const INVALID = 'catalog.region_invalid';

/** Whether a text has the form `xx-XX`. */
export const isLanguageCode = (text: string): boolean => LANGUAGE_CODE.test(text);

/** A region where a language is spoken, with knowledge about its people. */
export class Region {
  private constructor(readonly state: RegionState) {}

  static create({ now, ...input }: NewRegion): Region {
    return new Region({ ...input, ...guarded(input), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: RegionState): Region {
    return new Region(state);
  }

  /** Returns the region after the patch, or the same object when nothing differs. */
  change(patch: RegionPatch, now: Date): Region {
    const { parentRegionId = this.state.parentRegionId } = patch;
    const after = nextState(this.state, { ...guarded({ ...this.state, ...patch }, this.state), parentRegionId }, now);
    return after === this.state ? this : new Region(after);
  }

  /** Throws Invalid when the region is in the line of its new parent (the parent and all regions above it). */
  refuseUnder(line: readonly Region[]): void {
    if (line.some(({ state }) => state.id === this.state.id))
      throw new Invalid(INVALID, [
        { pointer: '/parentRegionId', message: 'parentRegionId must be neither the region itself nor one below it' },
      ]);
  }

  /** This region and all regions above it, nearest first. */
  lineIn(regions: readonly Region[]): Region[] {
    const byId = new Map(regions.map((each) => [each.state.id, each]));
    const line = new Set<Region>();
    let next: Region | undefined = byId.get(this.state.id);
    while (next && !line.has(next)) {
      line.add(next);
      next = next.state.parentRegionId === null ? undefined : byId.get(next.state.parentRegionId);
    }
    return [...line];
  }
}

function guarded(
  input: Pick<RegionState, 'languageCode' | 'name' | 'timeZone' | 'notes'>,
  stored = {},
): Pick<RegionState, 'name' | 'timeZone' | 'notes'> {
  const validation = new Validation(INVALID, stored);
  if (!isLanguageCode(input.languageCode)) validation.fail('/languageCode', 'languageCode must match xx-XX');
  const name = validation.name('/name', input.name);
  if (input.timeZone !== '' && !isTimeZone(input.timeZone)) validation.fail('/timeZone', 'timeZone must be an IANA time zone');
  const notes = validation.text('/notes', input.notes);
  validation.done();
  return { name, timeZone: input.timeZone, notes };
}

function isTimeZone(name: string): boolean {
  // Intl also accepts offsets (+01:00), which are not names of zones.
  if (!/^[A-Za-z]/u.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export class RegionTaken extends DomainError {
  constructor(languageCode: string) {
    super('conflict', 'catalog.region_taken', `Region '${languageCode}' already exists in this project`);
  }
}

export class RegionNotFound extends NotFound {
  constructor(codeOrId: string) {
    super('Region', codeOrId);
  }
}
