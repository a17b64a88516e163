import type { Actor } from './actor';

export type Risk = 'none' | 'low' | 'medium' | 'high' | 'critical';

/**
 * The result of an attempt. `unchanged`: it was allowed and changed nothing. `denied`: the caller has no permission, or cannot see the
 * addressed resource. `rejected`: the request contradicts the current state. `failed`: the server had a fault.
 */
export const OUTCOMES = ['success', 'unchanged', 'denied', 'rejected', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The name and risk of an action in the audit log. `risk: 'none'` marks a read that the log does not record. */
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

/** Maps each field to its value before and after. Null stands for a field that did not exist before, or does not exist any more. */
export type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

/** The number of things of each kind: `{ versions: 3, translations: 0 }`. */
export type Counts = Readonly<Record<string, number>>;

/** An event for the audit log, as a use case states it. The outbox adds id, time, origin and trace. */
export interface AuditFact {
  readonly rule: AuditRule;
  readonly actor: Actor;
  readonly resource: {
    readonly id: string;
    /** The number of changes of this resource, from 1; 0 for a resource without revisions. */
    readonly revision: number;
    /** Null if the resource is outside of a project. */
    readonly projectId: string | null;
  };
  /** The tenant whose audit log this belongs to, when it is not the actor's own. */
  readonly tenantId?: string;
  readonly outcome?: Outcome;
  readonly changes?: Changes;
  /**
   * Further details without secrets and personal data. For a deletion these are the number of other resources that it removed
   * (`removed`) and of those that remain and pointed at the deleted one (`detached`), as {@link Counts}.
   */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A use case that knows more about a failed attempt than its route throws an error with this, for the audit log. */
export interface AttributedFailure {
  /** The tenant whose audit log gets the attempt, and its resource. It has an id, because an attempted address is personal data. */
  readonly attempt: {
    readonly tenantId: string;
    readonly resourceId: string;
    /** These are like the details of an AuditFact. */
    readonly details?: Readonly<Record<string, unknown>>;
  };
}
