import { DomainError } from '#shared/errors';
import type { BreakingVariable } from './breaking-variables';

/** The maximum number of variables in a message; the response lists all of them. */
const MAX_NAMED = 10;

/** A new major or a reason is needed, because callers of the previous version rely on what is missing. */
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

/** The environment exists and points at no version of the prompt. */
export class NothingReleased extends DomainError {
  override isReferredTo = true;

  constructor(prompt: string, environment: string) {
    super('not_found', 'prompts.nothing_released', `Environment '${environment}' points at no version of prompt '${prompt}'`);
  }
}
