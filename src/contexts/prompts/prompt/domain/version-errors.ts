import { DomainError, NotFound } from '#shared/errors';
import type { BreakingVariable } from './breaking-variables';
import { namesOf } from './environment-names';

export class VersionNotFound extends NotFound {
  constructor(tag: string | null) {
    super('Version', tag);
  }
}

export class VersionTaken extends DomainError {
  constructor(tag: string) {
    super('conflict', 'prompts.version_taken', `Version '${tag}' already exists for this prompt`);
  }
}

/** What the tag names for its callers never changes, also when its version is deleted. */
export class VersionTagUsed extends DomainError {
  constructor(tag: string) {
    super(
      'conflict',
      'prompts.version_tag_used',
      `Version '${tag}' already exists: it was active with another content, and is deleted; give the new one a tag of its own`,
    );
  }
}

export class VersionNotDraft extends DomainError {
  constructor(tag: string, status: string) {
    super(
      'conflict',
      'prompts.version_not_draft',
      `Version '${tag}' is ${status}; text, language, variables, literals and AI model change only while it is a draft`,
    );
  }
}

export class VersionPublished extends DomainError {
  constructor(tag: string) {
    super(
      'conflict',
      'prompts.version_published',
      `Version '${tag}' is on the marketplace; text, language, variables, literals and AI model do not change there`,
    );
  }
}

export class VersionArchived extends DomainError {
  constructor(tag: string) {
    super('conflict', 'prompts.version_archived', `Version '${tag}' is archived; restore it first`);
  }
}

/** Variables that a message names; the answer lists them all. */
const MAX_NAMED = 10;

/** A new major, or a reason, is needed: callers of the version before rely on what is missing. */
export class BreakingVariables extends DomainError {
  constructor(tag: string, follows: string, variables: readonly BreakingVariable[]) {
    const list = variables.map(
      ({ name, change, before, after }) => `${name} (${change === 'retyped' ? `${before} → ${after ?? ''}` : change})`,
    );
    const more = list.length > MAX_NAMED ? [`${list.length - MAX_NAMED} more`] : [];
    const named = [...list.slice(0, MAX_NAMED), ...more].join(', ');
    super(
      'conflict',
      'prompts.breaking_variables',
      `Version '${tag}' breaks variables of '${follows}': ${named}; it needs a new major, or allowBreaking with a reason`,
      [],
      { follows, breaking: variables },
    );
  }
}

export class VersionInUse extends DomainError {
  /** `environments`: their names, as far as the caller may know them. */
  constructor(tag: string, environments: readonly string[] = []) {
    super('conflict', 'prompts.version_in_use', `Version '${tag}' is active in ${namesOf(environments)}`);
  }
}

/** The environment exists and points at no version of the prompt. */
export class NothingReleased extends DomainError {
  override isReferredTo = true;

  constructor(prompt: string, environment: string) {
    super('not_found', 'prompts.nothing_released', `Environment '${environment}' points at no version of prompt '${prompt}'`);
  }
}
