import type { Actor } from './actor';

export type Risk = 'none' | 'low' | 'medium' | 'high' | 'critical';

/**
 * How it ended. `unchanged`: allowed, but nothing was different. `denied`: the caller may not, or the addressed resource is not
 * there for them. `rejected`: the request does not fit the state of things. `failed`: a fault of the server.
 */
export const OUTCOMES = ['success', 'unchanged', 'denied', 'rejected', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What an action is called in the audit log. `risk: 'none'` marks a read that is not recorded. */
export interface AuditRule {
  readonly action: string;
  readonly resource: string;
  readonly risk: Risk;
}

/**
 * Declares the audit actions of one resource: `auditRules('environment', { create: 'low' }).create` is
 * `{ action: 'environment.create', resource: 'environment', risk: 'low' }`. Events and `@Operation` share the constant.
 */
export function auditRules<K extends string>(resource: string, risks: Readonly<Record<K, Risk>>): Readonly<Record<K, AuditRule>> {
  const rules = Object.entries<Risk>(risks).map(([verb, risk]) => [verb, { action: `${resource}.${verb}`, resource, risk }] as const);
  return Object.fromEntries(rules) as Record<K, AuditRule>;
}

/** Field → its value before and after; a field that was not there before (or is not any more) has null. */
export type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

/** The number of things of each kind: `{ versions: 3, translations: 0 }`. */
export type Counts = Readonly<Record<string, number>>;

/** An event for the audit log, as a use case states it. The outbox adds id, time, origin and trace. */
export interface AuditFact {
  readonly rule: AuditRule;
  readonly actor: Actor;
  readonly resource: {
    readonly id: string;
    /** Counts the changes of this resource from 1; 0 for what has no revision. */
    readonly revision: number;
    /** Null if the resource is outside of a project. */
    readonly projectId: string | null;
  };
  /** The tenant whose audit log this belongs to, when it is not the actor's own. */
  readonly tenantId?: string;
  readonly outcome?: Outcome;
  readonly changes?: Changes;
  /**
   * More about it, free of secrets and personal data. Of a deletion how many other things went with it
   * (`removed`), and how many stay that pointed at it (`detached`), as {@link Counts}.
   */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What an error may say of the audit log: thrown by a use case that knows more about a failed attempt than its route does. */
export interface AttributedFailure {
  /** Whose audit log the attempt belongs on, and what was tried; by id, since an address that was tried is personal data. */
  readonly attempt: {
    readonly tenantId: string;
    readonly resourceId: string;
    /** The same kind of details as those of an AuditFact. */
    readonly details?: Readonly<Record<string, unknown>>;
  };
}
