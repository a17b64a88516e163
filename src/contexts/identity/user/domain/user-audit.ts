import { auditRules, type Changes } from '#shared/audit';
import type { UserState } from './user';

export const USER_AUDIT = auditRules('user', {
  create: 'high',
  register: 'medium',
  update: 'medium',
  credentials: 'high',
  role: 'high',
  disable: 'high',
  enable: 'high',
  password: 'medium',
  issue_reset: 'high',
  reset_password: 'high',
  delete: 'high',
  read: 'none',
  list: 'none',
});

const PERSONAL = { before: '(personal)', after: '(personal)' };
const SECRET = { before: '(secret)', after: '(secret)' };

/** The changes for the audit log, which is kept for ever: the role in clear; of names, addresses and passwords only the fact. */
export function userChanges(before: UserState | null, after: UserState | null): Changes {
  const differs = (field: keyof UserState): boolean => (before?.[field] ?? null) !== (after?.[field] ?? null);
  const sides = (hidden: { before: string; after: string }): { before: string | null; after: string | null } => ({
    before: before && hidden.before,
    after: after && hidden.after,
  });
  return {
    ...(differs('email') ? { email: sides(PERSONAL) } : {}),
    ...(differs('name') ? { name: sides(PERSONAL) } : {}),
    ...(differs('role') ? { role: { before: before?.role ?? null, after: after?.role ?? null } } : {}),
    ...(differs('disabledAt') ? { disabledAt: { before: before?.disabledAt ?? null, after: after?.disabledAt ?? null } } : {}),
    ...(differs('passwordHash') ? { password: sides(SECRET) } : {}),
  };
}
