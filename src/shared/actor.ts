export const ROLES = ['admin', 'tenant_admin', 'user', 'prompt_consumer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** The id of the first tenant, which the installation creates and whose administrators manage the others. Every installation has the same. */
export const PLATFORM_TENANT_ID = '00000000-0000-7000-8000-000000000001';

export const PROJECT_ROLES = ['viewer', 'editor', 'approver', 'admin'] as const;
/** What a member of a project is there, beside their role in the tenant. */
export type ProjectRole = (typeof PROJECT_ROLES)[number];

/** The limits of an API key; null means no limit of that kind. A key never has more rights than its owner. */
export interface KeyScopes {
  readonly permissions: readonly string[] | null;
  /** The slugs of the projects that the key reaches. */
  readonly projects: readonly string[] | null;
  /** The names or ids of the environments that the key reaches. */
  readonly environments: readonly string[] | null;
}

/** The caller and their tenant. Authentication creates it, and every command carries it. */
export interface Actor {
  readonly type: 'user' | 'api_key' | 'system' | 'anonymous';
  /** The id of the user, or of the owner of the key. For the system, the name of the job. */
  readonly id: string;
  readonly tenantId: string;
  readonly role: Role | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly apiKeyId: string | null;
  /** The session of the token they signed in with; absent for keys and the system. */
  readonly sessionId?: string;
  /** The limits of the API key, if it has any. */
  readonly scopes?: KeyScopes | null;
  /** The time at which the key expires; null or absent means never. */
  readonly keyExpiresAt?: Date | null;
  /** Whether the caller used the secret from before the key's rotation, which stays valid for a limited time. */
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
