import { NotFound, DomainError } from '#shared/errors';
import { Validation } from '#shared/validation';

export interface EnvironmentState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewEnvironment {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
  readonly now: Date;
}

export interface EnvironmentPatch {
  readonly name?: string;
  readonly description?: string | null;
}

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
    const wanted = guarded(
      {
        name: patch.name ?? this.state.name,
        description: patch.description === undefined ? this.state.description : patch.description,
      },
      this.state,
    );
    if (ENVIRONMENT_FIELDS.every((field) => wanted[field] === this.state[field])) return this;
    return new Environment({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guarded(
  input: { readonly name: string; readonly description: string | null },
  stored = {},
): Pick<EnvironmentState, 'name' | 'description'> {
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
