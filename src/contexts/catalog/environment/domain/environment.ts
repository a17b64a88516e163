import { NotFound, DomainError } from '#shared/errors';
import { nextState, patched, type ResourceOrigin, type ResourceState } from '#shared/project-resource';
import { Validation } from '#shared/validation';

interface EnvironmentFields {
  readonly name: string;
  readonly description: string | null;
}

export type EnvironmentState = ResourceState & EnvironmentFields;
export type NewEnvironment = ResourceOrigin & EnvironmentFields;
/** A patch; undefined leaves a field unchanged. */
export type EnvironmentPatch = Partial<EnvironmentFields>;

export const ENVIRONMENT_FIELDS = ['name', 'description'] as const;

/** A named target that points at one version of each prompt. */
export class Environment {
  private constructor(readonly state: EnvironmentState) {}

  static create({ now, ...input }: NewEnvironment): Environment {
    return new Environment({ ...input, ...guarded(input), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: EnvironmentState): Environment {
    return new Environment(state);
  }

  /** Returns the environment after the patch, or the same object when nothing differs. */
  change(patch: EnvironmentPatch, now: Date): Environment {
    const after = nextState(this.state, guarded(patched(this.state, ENVIRONMENT_FIELDS, patch), this.state), now);
    return after === this.state ? this : new Environment(after);
  }
}

function guarded(input: EnvironmentFields, stored = {}): EnvironmentFields {
  const validation = new Validation('catalog.environment_invalid', stored);
  const name = validation.name('/name', input.name);
  const description = input.description === null ? null : validation.text('/description', input.description);
  validation.done();
  return { name, description };
}

export class EnvironmentTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'catalog.environment_taken', `Environment '${name}' already exists in this project`);
  }
}

export class EnvironmentNotFound extends NotFound {
  constructor(idOrName: string) {
    super('Environment', idOrName);
  }
}

export class EnvironmentInUse extends DomainError {
  constructor(name: string, blockers: readonly string[]) {
    super('conflict', 'catalog.environment_in_use', `Environment '${name}' is still used by ${blockers.join(', ')}`);
  }
}
