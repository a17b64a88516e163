import { auditRules } from '#shared/audit';
import { DomainError } from '#shared/errors';
import { firstState, nextState, patched, type ResourceOrigin, type ResourceState } from '#shared/project-resource';
import { Validation } from '#shared/validation';

interface TagFields {
  readonly name: string;
  readonly description: string | null;
}

export type TagState = ResourceState & TagFields;
/** A patch; undefined leaves a field unchanged. */
export type TagPatch = Partial<TagFields>;

export const TAG_FIELDS = ['name', 'description'] as const;
export const TAG_AUDIT = auditRules('tag', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });

/** A word that marks prompts of a project. */
export class Tag {
  private constructor(readonly state: TagState) {}

  static create(origin: ResourceOrigin, fields: TagFields): Tag {
    return new Tag(firstState(origin, guarded(fields)));
  }

  static restore(state: TagState): Tag {
    return new Tag(state);
  }

  /** Returns the tag after the patch, or the same object when nothing differs. */
  change(patch: TagPatch, now: Date): Tag {
    const after = nextState(this.state, guarded(patched(this.state, TAG_FIELDS, patch), this.state), now);
    return after === this.state ? this : new Tag(after);
  }
}

function guarded({ name, description }: TagFields, stored = {}): TagFields {
  const validation = new Validation('catalog.tag_invalid', stored);
  const fields = {
    name: validation.name('/name', name),
    description: description === null ? null : validation.text('/description', description),
  };
  validation.done();
  return fields;
}

export class TagTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'catalog.tag_taken', `Tag '${name}' already exists in this project`);
  }
}
