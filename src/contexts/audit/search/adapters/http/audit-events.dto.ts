import type { AuditEventView } from '../../../log/domain/audit-event-view';

export interface AuditActorDto {
  /** @example "user" */
  type: 'user' | 'api_key' | 'system' | 'anonymous';
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * Null when unknown or erased.
   * @example "Ann"
   */
  name: string | null;
  /**
   * Null when unknown or erased.
   * @example "ann@acme.test"
   */
  email: string | null;
  /** @example "admin" */
  role: string | null;
  apiKeyId: string | null;
}

export interface AuditResourceDto {
  /** @example "prompt" */
  type: string;
  /**
   * The path parameters of the resource.
   * @example "shop/order-mail"
   */
  id: string;
  /** The number of changes of the resource; 0 for a resource without revisions. */
  revision: number;
  /** @example "shop" */
  projectId: string | null;
}

export interface AuditChangeDto {
  /** A text of more than 256 bytes is recorded as `{sha256, length}`. */
  before: unknown;
  after: unknown;
}

export interface AuditOriginDto {
  /** @example "192.0.2.7" */
  ip: string | null;
  /** @example "curl/8.5.0" */
  userAgent: string | null;
  requestId: string | null;
}

/** A fact: an actor did something to a resource, at a time, from an origin, with an outcome. */
export interface AuditEventDto {
  id: string;
  /** The position among the tenant's events, from 1, without gaps. */
  seq: number;
  /**
   * RFC 3339 with microseconds.
   * @example "2026-01-31T09:30:00.123456Z"
   */
  time: string;
  actor: AuditActorDto;
  /** @example "prompt.create" */
  action: string;
  /** @example "low" */
  risk: 'none' | 'low' | 'medium' | 'high' | 'critical';
  /** `denied`: 401, 403, 429, and a 404 for the addressed resource. `rejected`: 409, 412, 422, and a 404 for a resource in the input. */
  outcome: 'success' | 'unchanged' | 'denied' | 'rejected' | 'failed';
  resource: AuditResourceDto;
  /**
   * The changes by field. Placeholders replace secrets and personal data.
   * @example { "name": { "before": null, "after": "Order Mail" } }
   */
  changes: Record<string, AuditChangeDto>;
  /**
   * Further details, such as the status and the code of a refusal.
   * @example {}
   */
  details: Record<string, unknown>;
  origin: AuditOriginDto;
  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  traceId: string | null;
}

export const auditEventDto = (view: AuditEventView): AuditEventDto => ({ ...view });
