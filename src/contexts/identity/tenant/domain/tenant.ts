import { PLATFORM_TENANT_ID } from '#shared/actor';
import { DomainError, Invalid, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';

export interface TenantState {
  readonly id: string;
  readonly name: string;
  readonly marketplaceRequiresApproval: boolean;
  /** The time since which its users cannot sign in; null while they can. */
  readonly disabledAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewTenant {
  readonly id: string;
  readonly name: string;
  readonly marketplaceRequiresApproval: boolean;
  readonly now: Date;
}

export interface TenantPatch {
  readonly name?: string;
  readonly marketplaceRequiresApproval?: boolean;
  readonly disabled?: boolean;
}

export const TENANT_FIELDS = ['name', 'marketplaceRequiresApproval', 'disabledAt'] as const;

/** A company that uses this installation. No data crosses from one tenant to another. */
export class Tenant {
  private constructor(readonly state: TenantState) {}

  static create({ id, name, marketplaceRequiresApproval, now }: NewTenant): Tenant {
    return new Tenant({
      id,
      name: guardedName(name),
      marketplaceRequiresApproval,
      disabledAt: null,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  static restore(state: TenantState): Tenant {
    return new Tenant(state);
  }

  get isDisabled(): boolean {
    return this.state.disabledAt !== null;
  }

  /** Returns the tenant after the patch, or the same object when nothing differs. */
  change(patch: TenantPatch, now: Date): Tenant {
    const wanted = {
      name: guardedName(patch.name ?? this.state.name, this.state),
      marketplaceRequiresApproval: patch.marketplaceRequiresApproval ?? this.state.marketplaceRequiresApproval,
      disabledAt: patch.disabled === undefined ? this.state.disabledAt : patch.disabled ? (this.state.disabledAt ?? now) : null,
    };
    if (TENANT_FIELDS.every((field) => wanted[field] === this.state[field])) return this;
    return new Tenant({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guardedName(name: string, stored = {}): string {
  const validation = new Validation('identity.tenant_invalid', stored);
  const guarded = validation.name('/name', name);
  validation.done();
  return guarded;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** Reads a tenant's id from a caller: a UUID, or `default-tenant` for the platform tenant. `pointer` is its place in the input. */
export function tenantIdFrom(text: string, pointer: string): string {
  if (text === 'default-tenant') return PLATFORM_TENANT_ID;
  const id = text.toLowerCase();
  if (!UUID.test(id)) throw new Invalid('identity.tenant_id_invalid', [{ pointer, message: 'tenantId must be a UUID or default-tenant' }]);
  return id;
}

export class TenantTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'identity.tenant_taken', `Tenant '${name}' already exists`);
  }
}

export class TenantNotFound extends NotFound {
  constructor(id: string) {
    super('Tenant', id);
  }
}

export class TenantInUse extends DomainError {
  constructor(name: string, reason: string, what: 'deleted' | 'disabled' = 'deleted') {
    super('conflict', 'identity.tenant_in_use', `Tenant '${name}' cannot be ${what}: ${reason}`);
  }
}
