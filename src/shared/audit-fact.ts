import type { Actor } from './actor';
import type { AuditFact, AuditRule, Changes, Outcome } from './audit';
import { changesBetween } from './changes';

/** An aggregate that holds the state of a resource. */
export interface Stated<S> {
  readonly state: S & { readonly revision: number };
}

/** What the audit log records of a resource beside its state. */
export interface Subject<S = object> {
  readonly rule: AuditRule;
  readonly actor: Actor;
  /** The slug of the project; null outside projects. */
  readonly project: string | null;
  /** The names that lead to the resource inside the project (or the tenant), outermost first. */
  readonly path: readonly string[];
  /** The fields whose changes are recorded, or a function where some of them must not be readable. Not given: none. */
  readonly changes?: readonly (keyof S & string)[] | ((before: S | null, after: S | null) => Changes);
  /** See {@link AuditFact}. */
  readonly tenantId?: string;
  readonly details?: AuditFact['details'];
  readonly outcome?: Outcome;
}

/**
 * The fact that a resource changed from `before` (null: it did not exist) to `after` (null: it is deleted, which counts as one more
 * revision). Without both, it is a fact about something without a revision, such as a list.
 */
export function auditFact<S>(subject: Subject<S>, before: Stated<S> | null = null, after: Stated<S> | null = null): AuditFact {
  const { project, path, changes = [], ...rest } = subject;
  const [from, to] = [before?.state ?? null, after?.state ?? null];
  return {
    ...rest,
    resource: {
      id: project === null ? path.join('/') : [project, ...path].join('/'),
      revision: to?.revision ?? (from ? from.revision + 1 : 0),
      projectId: project,
    },
    changes: typeof changes === 'function' ? changes(from, to) : changesBetween<S & object>(from, to, changes),
  };
}
