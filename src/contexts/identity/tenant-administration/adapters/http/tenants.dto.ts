import type { Tenant } from '../../../tenant/domain/tenant';

/** A company that uses this installation. */
export interface TenantDto {
  /** @example "3f0e5a52-8a43-4a6e-9f62-5f1f7e0f2b11" */
  id: string;
  /** @example "Acme" */
  name: string;
  /** Whether prompts need an approval before they are in the marketplace. */
  marketplaceRequiresApproval: boolean;
  /** Whether the tenant is disabled: its users cannot sign in, and their API keys do not work. */
  disabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface InitialAdminDto {
  /** @example "ann@acme.test" */
  email: string;
  /**
   * 8 to 1024 characters.
   * @example "correct horse battery"
   */
  password: string;
  /** @example "Ann" */
  name?: string | null;
  /** The server accepts and ignores it. */
  tenantId?: unknown;
}

export interface CreateTenantDto {
  /**
   * Unique in the installation; 1 to 255 characters.
   * @example "Acme"
   */
  name: string;
  /** The default is true. */
  marketplaceRequiresApproval?: boolean | null;
  /** The tenant's first `tenant_admin`. */
  initialAdminUser: InitialAdminDto;
  /** The server accepts and ignores it. */
  tenantId?: unknown;
}

export interface UpdateTenantDto {
  /** @example "Acme Ltd" */
  name?: string | null;
  marketplaceRequiresApproval?: boolean | null;
  /** True disables the tenant within a second, false enables it again. Only administrators of the platform tenant may. */
  disabled?: boolean | null;
  /** The server accepts and ignores it. */
  initialAdminUser?: unknown;
  /** The server accepts and ignores it. */
  tenantId?: unknown;
}

export function tenantDto({ state, isDisabled: disabled }: Tenant): TenantDto {
  const { id, name, marketplaceRequiresApproval, createdAt, updatedAt } = state;
  return { id, name, marketplaceRequiresApproval, disabled, createdAt, updatedAt };
}
