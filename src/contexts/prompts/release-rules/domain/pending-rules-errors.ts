import { DomainError, Forbidden } from '#shared/errors';

/** The change was confirmed, discarded or replaced, or never existed. */
export class NoSuchChange extends DomainError {
  constructor(environment: string) {
    super('conflict', 'prompts.rules_change_gone', `The rules of environment '${environment}' do not have this pending change (any more)`);
  }
}

export class OwnChange extends Forbidden {
  constructor(environment: string) {
    super(
      `You proposed this change of the rules of environment '${environment}' yourself; somebody else confirms it`,
      'prompts.rules_change_own',
    );
  }
}
