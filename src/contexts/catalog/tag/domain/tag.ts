import { NotFound, DomainError } from '#shared/errors';
import { Validation } from '#shared/validation';

export interface TagState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewTag {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
  readonly now: Date;
}

export interface TagPatch {
  readonly name?: string;
  readonly description?: string | null;
}

export const TAG_FIELDS = ['name', 'description'] as const;

/** A word that marks prompts of a project. */
export class Tag {
  private constructor(readonly state: TagState) {}

  static create({ now, ...input }: NewTag): Tag {
    return new Tag({ ...input, ...guarded(input), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: TagState): Tag {
    return new Tag(state);
  }

  /** Returns the tag after the patch, or the same object when nothing differs. */
  change(patch: TagPatch, now: Date): Tag {
    const wanted = guarded(
      {
        name: patch.name ?? this.state.name,
        description: patch.description === undefined ? this.state.description : patch.description,
      },
      this.state,
    );
    if (TAG_FIELDS.every((field) => wanted[field] === this.state[field])) return this;
    return new Tag({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guarded(
  input: { readonly name: string; readonly description: string | null },
  stored = {},
): Pick<TagState, 'name' | 'description'> {
  const validation = new Validation('catalog.tag_invalid', stored);
  const name = validation.name('/name', input.name);
  const description = input.description === null ? null : validation.text('/description', input.description);
  validation.done();
  return { name, description };
}

export class TagTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'catalog.tag_taken', `Tag '${name}' already exists in this project`);
  }
}

export class TagNotFound extends NotFound {
  constructor(idOrName: string | null) {
    super('Tag', idOrName);
  }
}
