import { DomainError } from '#shared/errors';

const written = (path: readonly string[]): string => path.join(' → ');

/** A prompt contains itself. `path` leads from the requested prompt to the repetition. */
export class CircularReference extends DomainError {
  constructor(prompt: string, path: readonly string[]) {
    super('invalid', 'prompts.reference_circular', `Circular reference detected for prompt '${prompt}': ${written(path)}`, [], { path });
  }
}

export class ReferenceTooDeep extends DomainError {
  constructor(levels: number, path: readonly string[]) {
    super('invalid', 'prompts.reference_too_deep', `Prompts refer to each other over more than ${levels} levels: ${written(path)}`, [], {
      path,
    });
  }
}

export class ReferenceLanguageInvalid extends DomainError {
  constructor(language: string, path: readonly string[]) {
    super(
      'invalid',
      'prompts.reference_language_invalid',
      `'${language}' is not a language code such as en or en-US: ${written(path)}`,
      [],
      { path },
    );
  }
}

/** The target does not exist or is closed to the caller. The response is deliberately the same. */
export class ReferenceNotFound extends DomainError {
  override isReferredTo = true;

  constructor(reference: string, path: readonly string[]) {
    super('not_found', 'prompts.reference_not_found', `Referenced prompt '${reference}' not found: ${written(path)}`, [], {
      reference,
      path,
    });
  }
}

/** The resolve would exceed the bounds of one request. */
export class ResolutionTooLarge extends DomainError {
  constructor(message: string) {
    super('unprocessable', 'prompts.resolution_too_large', message);
  }
}

/** With `strict`: these texts do not exist in the requested language. */
export class LanguageMissing extends DomainError {
  override isReferredTo = true;

  constructor(language: string, missing: readonly string[]) {
    super('not_found', 'prompts.language_missing', `No text in language '${language}' for ${missing.join(', ')}`, [], {
      language,
      missing,
    });
  }
}

/** With `asOf`: what the project was then was not recorded yet. */
export class PastNotKept extends DomainError {
  constructor(project: string, since: Date) {
    const keptSince = since.toISOString();
    super('unprocessable', 'prompts.past_not_kept', `The past of project '${project}' is kept since ${keptSince}`, [], { keptSince });
  }
}
