import type { ListRules } from '#shared/list';
import type { Session, SessionState } from '../domain/session';

export const SESSION_LIST: ListRules<SessionState> = {
  sort: { createdAt: 'createdAt', lastUsedAt: 'lastUsedAt' },
  order: '-createdAt',
  tie: 'id',
  search: ['userAgent', 'ip'],
  filters: {},
};

export abstract class SessionRepository {
  abstract add(session: Session): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(session: Session): Promise<void>;
  /** Ends the live sessions of a user except one. Returns their number. */
  abstract endOfUser(tenantId: string, userId: string, now: Date, except?: string): Promise<number>;
  /** Ends the live sessions of all users in the tenant. Returns their number. */
  abstract endOfTenant(tenantId: string, now: Date): Promise<number>;
  /** Deletes the sessions of a user that expired or ended before that time. */
  abstract purge(tenantId: string, userId: string, before: Date): Promise<void>;
  abstract find(tenantId: string, userId: string, id: string): Promise<Session | null>;
  /** Searches all tenants, because a refresh token names none. */
  abstract findByFamily(familyHash: string): Promise<Session | null>;
  /** The newest 200 sessions that are live at that time, newest first. */
  abstract listLive(tenantId: string, userId: string, now: Date): Promise<Session[]>;
}

export const MAX_LISTED = 200;
