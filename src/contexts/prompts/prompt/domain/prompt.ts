import { DomainError, Invalid, NotFound } from '#shared/errors';
import { chosenSlug } from '#shared/slug';
import { Validation } from '#shared/validation';
import { namesOf } from '../../text/domain/environment-names';
import type { PromptType } from './prompt-type';

export interface PromptState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  /** The slug, by which callers name it. It is unique in the project and never changes. */
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: PromptType;
  readonly ownerUserId: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewPrompt {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  /** Null: the slug of the name. */
  readonly slug: string | null;
  /** Whether `slug` may have neither letter nor digit, as in earlier releases. */
  readonly legacySlug?: boolean;
  readonly name: string;
  readonly description: string | null;
  readonly type: PromptType;
  readonly ownerUserId: string;
  readonly now: Date;
}

export interface PromptPatch {
  readonly name?: string;
  readonly description?: string | null;
  readonly type?: PromptType;
  /** Whether its tags, which are stored separately, change as well. */
  readonly retag?: boolean;
}

export const PROMPT_FIELDS = ['slug', 'name', 'description', 'type', 'ownerUserId'] as const;

/** A named text. Its versions have the content. */
export class Prompt {
  private constructor(readonly state: PromptState) {}

  static create({ now, legacySlug = false, ...input }: NewPrompt): Prompt {
    const validation = new Validation('prompts.prompt_invalid');
    const named = guarded(validation, input);
    const slug = chosenSlug(validation, { name: named.name, slug: input.slug, isLegacy: legacySlug }, RESERVED_SLUGS);
    validation.done();
    return new Prompt({ ...input, ...named, slug, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: PromptState): Prompt {
    return new Prompt(state);
  }

  /** The prompt after the patch; the same object if nothing differs. */
  change(patch: PromptPatch, now: Date): Prompt {
    const validation = new Validation('prompts.prompt_invalid', this.state);
    const { name, description, type } = this.state;
    const wanted = {
      ...guarded(validation, { name: patch.name ?? name, description: patch.description === undefined ? description : patch.description }),
      type: patch.type ?? type,
    };
    validation.done();
    if (!patch.retag && wanted.name === name && wanted.description === description && wanted.type === type) return this;
    return new Prompt({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guarded(validation: Validation, input: Pick<PromptState, 'name' | 'description'>): Pick<PromptState, 'name' | 'description'> {
  return {
    name: validation.name('/name', input.name.toWellFormed()),
    description: input.description === null ? null : validation.text('/description', input.description),
  };
}

/** The words that take the place of a prompt's slug in paths of the API. Routes of a prompt with such a slug could not be reached. */
const RESERVED_SLUGS: ReadonlySet<string> = new Set(['backups', 'copy-published', 'generate-structure', 'load-structure']);

/** The maximum number of tags of a prompt. */
const MAX_TAGS = 100;

/** Reads tag names or ids as a creating client may write them: a list; `{}`, null and absent mean none. */
export function lenientTags(input: unknown): string[] {
  if (input === undefined || input === null) return [];
  if (Array.isArray(input) && input.every((each) => typeof each === 'string')) return guardedTags('/tags', input);
  if (typeof input === 'object' && !Array.isArray(input) && Object.keys(input).length === 0) return [];
  throw new Invalid('prompts.prompt_invalid', [{ pointer: '/tags', message: 'tags must be an array of strings' }]);
}

/** Each one once. Throws Invalid if there are too many. */
export function guardedTags(pointer: string, tags: readonly string[]): string[] {
  const distinct = [...new Set(tags)];
  if (distinct.length > MAX_TAGS)
    throw new Invalid('prompts.prompt_invalid', [{ pointer, message: `${pointer.slice(1)} must have at most ${MAX_TAGS} tags` }]);
  return distinct;
}

export class PromptNotFound extends NotFound {
  constructor(slug: string | null) {
    super('Prompt', slug);
  }
}

export class PromptTaken extends DomainError {
  constructor(slug: string) {
    super('conflict', 'prompts.prompt_taken', `Prompt '${slug}' already exists in this project`);
  }
}

export class PromptInUse extends DomainError {
  /** `environments`: the names that the caller may know. */
  constructor(slug: string, environments: readonly string[] = []) {
    super('conflict', 'prompts.prompt_in_use', `Prompt '${slug}' has a version that is active in ${namesOf(environments)}`);
  }
}
