import { DomainError, NotFound } from '#shared/errors';
import { slugOf } from '#shared/slug';
import { Validation } from '#shared/validation';

export interface ProjectState {
  readonly id: string;
  readonly tenantId: string;
  /** The id on the wire: slug of the first name, fixed for good. */
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly ownerUserId: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewProject {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly description: string | null;
  readonly ownerUserId: string;
  readonly now: Date;
}

export interface ProjectPatch {
  readonly name?: string;
  readonly description?: string | null;
}

export const PROJECT_FIELDS = ['name', 'description'] as const;
/** Slugs that are words of the API's paths. */
const RESERVED = new Set(['mine']);

/** A tenant's workspace; owns environments, prompts and all the rest. */
export class Project {
  private constructor(readonly state: ProjectState) {}

  static create({ now, ...input }: NewProject): Project {
    const wanted = guarded(input, (validation) => {
      const slug = slugOf(input.name);
      if (input.name.trim() !== '' && slug === '') validation.fail('/name', 'name must contain a letter or digit of a-z 0-9');
      if (RESERVED.has(slug)) validation.fail('/name', `name '${input.name}' is reserved`);
    });
    return new Project({ ...input, ...wanted, slug: slugOf(wanted.name), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: ProjectState): Project {
    return new Project(state);
  }

  /** The project after the patch; the same object when nothing differs. */
  change(patch: ProjectPatch, now: Date): Project {
    const wanted = guarded({
      name: patch.name ?? this.state.name,
      description: patch.description === undefined ? this.state.description : patch.description,
    });
    if (PROJECT_FIELDS.every((field) => wanted[field] === this.state[field])) return this;
    return new Project({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guarded(
  input: { readonly name: string; readonly description: string | null },
  more: (validation: Validation) => void = () => undefined,
): Pick<ProjectState, 'name' | 'description'> {
  const validation = new Validation('catalog.project_invalid');
  const name = validation.name('/name', input.name);
  const description = input.description === null ? null : validation.text('/description', input.description);
  more(validation);
  validation.done();
  return { name, description };
}

export class ProjectTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'catalog.project_taken', `Project '${name}' already exists in this tenant`);
  }
}

export class ProjectNotFound extends NotFound {
  constructor(slug: string) {
    super('Project', slug);
  }
}
