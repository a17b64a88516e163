import type { ApiKey } from '#contexts/identity/api-key/domain/api-key';
import type { Session } from '#contexts/identity/session/domain/session';
import type { Tenant } from '#contexts/identity/tenant/domain/tenant';
import type { PasswordReset } from '#contexts/identity/user/domain/password-reset';
import type { User } from '#contexts/identity/user/domain/user';
import type { Transactional } from '../unit-of-work';

/** What the fakes of the repositories share, as the tables share a database. */
export class IdentityStore implements Transactional {
  tenants = new Map<string, Tenant>();
  users = new Map<string, User>();
  apiKeys = new Map<string, ApiKey>();
  sessions = new Map<string, Session>();
  resets = new Map<string, PasswordReset>();

  snapshot(): () => void {
    const { tenants, users, apiKeys, sessions, resets } = this;
    const kept = {
      tenants: new Map(tenants),
      users: new Map(users),
      apiKeys: new Map(apiKeys),
      sessions: new Map(sessions),
      resets: new Map(resets),
    };
    return () => {
      Object.assign(this, kept);
    };
  }
}

/** As the primary keys of the tables: tenant first. */
export const keyOf = (tenantId: string, id: string): string => `${tenantId} ${id}`;
