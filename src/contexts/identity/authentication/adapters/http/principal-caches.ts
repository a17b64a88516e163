import type { AuditEnvelope } from '#shared/audit-envelope';
import type { Actor } from '#shared/actor';
import type { IdentitySettings } from '../../../access/application/identity-settings';
import { PrincipalMemory } from '../../application/principal-memory.port';
import type { KeyPrincipal } from '../../application/principals';
import { PrincipalCache } from './principal-cache';

const CHANGES_PRINCIPALS = /^(user|api_key|tenant|session|member)\./u;
// These events let callers in and shut nobody out. Anybody can cause them, so they must not clear the cache that outlasts an unavailable database.
const LETS_IN: ReadonlySet<string> = new Set(['session.login', 'session.refresh']);

/** The caches behind the strategies. They are cleared as a whole, because only the database knows which principals depend on each other. */
export class PrincipalCaches extends PrincipalMemory {
  readonly sessions: PrincipalCache<Actor>;
  readonly keys: PrincipalCache<KeyPrincipal>;

  constructor({ values: { principalCacheMs, staleGraceMs } }: IdentitySettings) {
    super();
    this.sessions = new PrincipalCache(principalCacheMs, staleGraceMs);
    this.keys = new PrincipalCache(principalCacheMs, staleGraceMs);
  }

  committed(events: readonly Pick<AuditEnvelope, 'action'>[]): void {
    if (!events.some(({ action }) => CHANGES_PRINCIPALS.test(action) && !LETS_IN.has(action))) return;
    this.sessions.clear();
    this.keys.clear();
  }
}
