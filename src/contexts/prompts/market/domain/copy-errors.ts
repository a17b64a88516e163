import { DomainError, NotFound } from '#shared/errors';

/** The version is not published or does not exist; the response does not show which. */
export class PublicationNotFound extends NotFound {
  constructor(project: string, prompt: string, versionTag: string) {
    super('Published version', `${project}/${prompt} ${versionTag}`);
  }
}

export class CopyRefersElsewhere extends DomainError {
  constructor(projects: readonly string[]) {
    const named = projects.map((each) => `'${each}'`).join(', ');
    const message = `The version refers to prompts of projects that you may not read: ${named}`;
    super('conflict', 'prompts.copy_refers_elsewhere', message, [{ pointer: '/source', message }]);
  }
}

export class CopyTooLong extends DomainError {
  constructor(bytes: number, most: number) {
    super('unprocessable', 'prompts.copy_too_long', `The version and its assets have ${bytes} bytes of texts, more than ${most}`);
  }
}
