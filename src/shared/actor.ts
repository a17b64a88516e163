export const ROLES = ['admin', 'tenant_admin', 'user', 'prompt_consumer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** The first tenant, made at installation; its administrators manage the others. A fixed id, the same everywhere. */
export const PLATFORM_TENANT_ID = '00000000-0000-7000-8000-000000000001';

export const PROJECT_ROLES = ['viewer', 'editor', 'approver', 'admin'] as const;
/** What a member of a project is there, beside their role in the tenant. */
export type ProjectRole = (typeof PROJECT_ROLES)[number];

/** The limits of an API key; null means no limit of that kind. A key never has more rights than its owner. */
export interface KeyScopes {
  readonly permissions: readonly string[] | null;
  /** Slugs. */
  readonly projects: readonly string[] | null;
  /** Names or ids. */
  readonly environments: readonly string[] | null;
}

/** The caller and their tenant. Authentication creates it, and every command carries it. */
export interface Actor {
  readonly type: 'user' | 'api_key' | 'system' | 'anonymous';
  /** The user's id; for a key its owner's; for the system the name of the job. */
  readonly id: string;
  readonly tenantId: string;
  readonly role: Role | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly apiKeyId: string | null;
  /** The session of the token they signed in with; absent for keys and the system. */
  readonly sessionId?: string;
  /** Of the API key, when it has any. */
  readonly scopes?: KeyScopes | null;
  /** The time at which the key expires; null or absent means never. */
  readonly keyExpiresAt?: Date | null;
  /** Whether the key came with the secret before its rotation, which is good for a while only. */
  readonly withPreviousSecret?: boolean;
}

export const isPlatformTenant = (actor: Actor): boolean => actor.tenantId === PLATFORM_TENANT_ID;
export const isAdministrator = (actor: Actor): boolean => actor.role === 'admin' || actor.role === 'tenant_admin';

/** The installation itself, e.g. when it creates the first administrator. */
export const systemActor = (job: string): Actor => ({
  type: 'system',
  id: job,
  tenantId: PLATFORM_TENANT_ID,
  role: null,
  name: null,
  email: null,
  apiKeyId: null,
});
