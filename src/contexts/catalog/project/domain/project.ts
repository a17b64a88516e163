import { changesBetween } from '#shared/changes';
import { DomainError, NotFound } from '#shared/errors';
import { chosenSlug } from '#shared/slug';
import { Validation } from '#shared/validation';

export interface ProjectState {
  readonly id: string;
  readonly tenantId: string;
  /** The id on the wire: the slug of the first name. It never changes. */
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly ownerUserId: string;
  /** The codes of the languages whose translations must be current in releases, e.g. `fr-FR`; sorted. */
  readonly requiredLanguages: readonly string[];
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewProject {
  readonly id: string;
  readonly tenantId: string;
  /** Null or undefined means the slug of the name. */
  readonly slug?: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly ownerUserId: string;
  /** The default is none. */
  readonly requiredLanguages?: readonly string[];
  readonly now: Date;
}

export interface ProjectPatch {
  readonly name?: string;
  readonly description?: string | null;
  /** Replaces the whole list. */
  readonly requiredLanguages?: readonly string[];
}

export const PROJECT_FIELDS = ['name', 'description', 'requiredLanguages'] as const;
const LANGUAGE_CODE = /^[a-z]{2,3}(?:-(?:[A-Z]{2}|\d{3}))?$/u;
const MAX_LANGUAGES = 100;
/** Slugs that are words of the API's paths. */
const RESERVED = new Set(['mine']);

/** A tenant's workspace. It owns environments, prompts and all other resources. */
export class Project {
  private constructor(readonly state: ProjectState) {}

  static create({ now, requiredLanguages = [], ...input }: NewProject): Project {
    const validation = new Validation('catalog.project_invalid');
    const wanted = guarded(validation, { ...input, requiredLanguages });
    const slug = chosenSlug(validation, { name: wanted.name, slug: input.slug ?? null }, RESERVED);
    validation.done();
    return new Project({ ...input, ...wanted, slug, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: ProjectState): Project {
    return new Project(state);
  }

  /** Returns the project after the patch, or the same object when nothing differs. */
  change(patch: ProjectPatch, now: Date): Project {
    const validation = new Validation('catalog.project_invalid', this.state);
    const wanted = guarded(validation, {
      name: patch.name ?? this.state.name,
      description: patch.description === undefined ? this.state.description : patch.description,
      requiredLanguages: patch.requiredLanguages ?? this.state.requiredLanguages,
    });
    validation.done();
    if (Object.keys(changesBetween(this.state, { ...this.state, ...wanted }, PROJECT_FIELDS)).length === 0) return this;
    return new Project({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

type Described = Pick<ProjectState, 'name' | 'description' | 'requiredLanguages'>;

function guarded(validation: Validation, input: Described): Described {
  const name = validation.name('/name', input.name);
  const description = input.description === null ? null : validation.text('/description', input.description);
  const requiredLanguages = guardedLanguages(validation, input.requiredLanguages);
  return { name, description, requiredLanguages };
}

function guardedLanguages(validation: Validation, codes: readonly string[]): string[] {
  codes.forEach((code, index) => {
    if (!LANGUAGE_CODE.test(code)) validation.fail(`/requiredLanguages/${index}`, `'${code}' is not a language code such as fr or fr-FR`);
  });
  const distinct = [...new Set(codes)].toSorted();
  if (distinct.length > MAX_LANGUAGES)
    validation.fail('/requiredLanguages', `requiredLanguages must have at most ${MAX_LANGUAGES} entries`);
  return distinct;
}

/** `name` is the name or the slug of the project, whichever is taken. */
export class ProjectTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'catalog.project_taken', `Project '${name}' already exists in this tenant`);
  }
}

export class ProjectInUse extends DomainError {
  constructor(slug: string, by: readonly string[]) {
    super('conflict', 'catalog.project_in_use', `Project '${slug}' still has ${by.join(', ')}`);
  }
}

export class ProjectNotFound extends NotFound {
  constructor(slug: string) {
    super('Project', slug);
  }
}
