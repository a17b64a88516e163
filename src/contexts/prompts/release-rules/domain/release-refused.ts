import { DomainError } from '#shared/errors';

/** A rule that currently blocks a release. */
export interface Obstacle {
  readonly rule: 'approval' | 'freeze' | 'order';
  readonly message: string;
}

export class ReleaseRefused extends DomainError {
  constructor(environment: string, obstacles: readonly Obstacle[]) {
    super(
      'conflict',
      'prompts.release_refused',
      `Environment '${environment}' takes no release now: ${obstacles.map(({ message }) => message).join('; ')}`,
      [],
      { obstacles },
    );
  }
}
