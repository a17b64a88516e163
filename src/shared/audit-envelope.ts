import type { Changes, Outcome, Risk } from './audit';

/** The version of the envelope's shape. The log keeps envelopes of older versions for ever. */
export const ENVELOPE_VERSION = 1;

/** One audit event in the outbox: everything that is known when the change commits. */
export interface AuditEnvelope {
  readonly v: typeof ENVELOPE_VERSION;
  /** UUIDv7; the deduplication key of every consumer. */
  readonly id: string;
  /** The time of the event, in microseconds since 1970 (UTC). */
  readonly timeUs: number;
  readonly tenantId: string;
  readonly actor: {
    readonly type: 'user' | 'api_key' | 'system' | 'anonymous';
    readonly id: string;
    readonly role: string | null;
    readonly apiKeyId: string | null;
    /** Personal data: the log keeps a commitment to it. */
    readonly name: string | null;
    /** Personal data: the log keeps a commitment to it. */
    readonly email: string | null;
  };
  /** `environment.create` */
  readonly action: string;
  readonly risk: Risk;
  readonly outcome: Outcome;
  readonly resource: {
    readonly type: string;
    readonly id: string;
    readonly revision: number;
    readonly projectId: string | null;
  };
  readonly changes: Changes;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where the request came from; all null for jobs. */
  readonly origin: {
    /** Personal data: the log keeps a commitment to it. */
    readonly ip: string | null;
    /** Personal data: the log keeps a commitment to it. */
    readonly userAgent: string | null;
    readonly requestId: string | null;
  };
  /** W3C trace context of the use case's span, or null. */
  readonly traceparent: string | null;
}

/** The fields that hold personal data, as paths into the envelope. The log keeps a salted commitment in their place. */
export const PERSONAL_FIELDS = ['actor.name', 'actor.email', 'origin.ip', 'origin.userAgent'] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];
