import { DomainError, Forbidden, NotFound } from '#shared/errors';
import { namesOf } from './environment-names';
import type { TextKind } from './text-kind';

/** The text of that time was never active and is not kept: it was replaced or removed as a draft. */
export class TextNotKept extends DomainError {
  constructor(name: string) {
    super('unprocessable', 'prompts.text_not_kept', `The text that '${name}' had then was a draft's, and is not kept`, [], { name });
  }
}

export class TextVersionNotFound extends NotFound {
  constructor({ words }: TextKind, tag: string | null) {
    super(words.version, tag);
  }
}

export class TextVersionTaken extends DomainError {
  constructor({ codes, name }: TextKind, tag: string) {
    super('conflict', `${codes.version}_taken`, `Version '${tag}' already exists for this ${name}`);
  }
}

/** A tag always names the same content for its callers, even if its version is deleted. */
export class VersionTagUsed extends DomainError {
  constructor(tag: string) {
    super(
      'conflict',
      'prompts.version_tag_used',
      `Version '${tag}' already exists: it was active with another content, and is deleted; give the new one a tag of its own`,
    );
  }
}

export class TextVersionNotDraft extends DomainError {
  constructor({ codes, words }: TextKind, tag: string, status: string) {
    super('conflict', `${codes.version}_not_draft`, `Version '${tag}' is ${status}; ${words.content} change only while it is a draft`);
  }
}

export class TextVersionPublished extends DomainError {
  constructor({ codes, words }: TextKind, tag: string) {
    super('conflict', `${codes.version}_published`, `Version '${tag}' is on the marketplace; ${words.content} do not change there`);
  }
}

export class TextVersionArchived extends DomainError {
  constructor({ codes }: TextKind, tag: string) {
    super('conflict', `${codes.version}_archived`, `Version '${tag}' is archived; restore it first`);
  }
}

export class TextVersionInUse extends DomainError {
  /** `environments`: the names that the caller may know. */
  constructor({ codes }: TextKind, tag: string, environments: readonly string[] = []) {
    super('conflict', `${codes.version}_in_use`, `Version '${tag}' is active in ${namesOf(environments)}`);
  }
}

/** It is published already, or waits for approval. */
export class TextVersionListed extends DomainError {
  constructor({ codes }: TextKind, tag: string, status: string) {
    super('conflict', `${codes.version}_listed`, `Version '${tag}' cannot be published: it is ${status}`);
  }
}

export class TextVersionNotListed extends DomainError {
  constructor({ codes }: TextKind, tag: string, status: string) {
    super('conflict', `${codes.version}_not_listed`, `Version '${tag}' cannot be taken off the marketplace: it is ${status}`);
  }
}

/** Nobody waits for a review of it. */
export class TextVersionNotPending extends DomainError {
  constructor({ codes }: TextKind, tag: string, status: string) {
    super('conflict', `${codes.version}_not_pending`, `Version '${tag}' waits for no approval: it is ${status}`);
  }
}

export class OwnPublication extends Forbidden {
  constructor(tag: string) {
    super(`You requested the publication of version '${tag}' yourself; another user reviews it`, 'prompts.publication_own_request');
  }
}

export class TextTranslationNotFound extends NotFound {
  constructor({ words }: TextKind, languageCode: string) {
    super(words.translation, languageCode);
  }
}

export class TextTranslationTaken extends DomainError {
  constructor({ codes }: TextKind, languageCode: string) {
    super('conflict', `${codes.translation}_taken`, `Translation '${languageCode}' already exists for this version`);
  }
}
