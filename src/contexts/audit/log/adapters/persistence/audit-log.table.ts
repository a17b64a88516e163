import { column, table } from '#platform/persistence/column-types';

/** One event of the log. `canonical` is the truth; the other columns are derived from it for searching. */
export interface AuditLogRow {
  readonly seq: number;
  readonly tenantId: string;
  readonly tenantSeq: number;
  readonly eventId: string;
  readonly timeUs: number;
  readonly actorId: string;
  readonly actorType: string;
  readonly action: string;
  readonly risk: string;
  readonly outcome: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly projectId: string | null;
  readonly traceId: string | null;
  readonly requestId: string | null;
  readonly leafHash: Buffer;
  readonly canonical: Buffer;
}

export const AuditLogTable = table<AuditLogRow>({
  name: 'audit_log',
  columns: {
    seq: column.big('seq', { primary: true }),
    tenantId: column.id('tenant_id'),
    tenantSeq: column.big('tenant_seq'),
    eventId: column.id('event_id'),
    timeUs: column.big('time_us'),
    actorId: column.key('actor_id', 100),
    actorType: column.key('actor_type', 20),
    action: column.key('action', 100),
    risk: column.key('risk', 20),
    outcome: column.key('outcome', 20),
    resourceType: column.key('resource_type', 50),
    resourceId: column.key('resource_id', 500),
    projectId: column.key('project_id', 255, { nullable: true }),
    traceId: column.key('trace_id', 32, { nullable: true }),
    requestId: column.key('request_id', 64, { nullable: true }),
    leafHash: column.bytes('leaf_hash'),
    canonical: column.bytes('canonical'),
  },
  uniques: { uq_audit_log_tenant_seq: ['tenantId', 'tenantSeq'], uq_audit_log_event: ['eventId'] },
  indices: {
    ix_audit_log_actor: ['tenantId', 'actorId', 'tenantSeq'],
    ix_audit_log_action: ['tenantId', 'action', 'tenantSeq'],
    ix_audit_log_resource: ['tenantId', 'resourceType', 'resourceId', 'tenantSeq'],
    ix_audit_log_outcome: ['tenantId', 'outcome', 'tenantSeq'],
    ix_audit_log_time: ['tenantId', 'timeUs'],
  },
});

/** The clear personal values with their salts. They are outside the log, so that they can be erased. */
export interface AuditPersonalRow {
  readonly seq: number;
  readonly field: string;
  readonly tenantId: string;
  readonly salt: Buffer;
  readonly value: string;
}

export const AuditPersonalTable = table<AuditPersonalRow>({
  name: 'audit_personal',
  columns: {
    seq: column.big('seq', { primary: true }),
    field: column.key('field', 50, { primary: true }),
    tenantId: column.id('tenant_id'),
    salt: column.bytes('salt'),
    value: column.text('value'),
  },
});

/** The number of events of each tenant. */
export interface AuditTenantHeadRow {
  readonly tenantId: string;
  readonly size: number;
}

export const AuditTenantHeadTable = table<AuditTenantHeadRow>({
  name: 'audit_tenant_head',
  columns: { tenantId: column.id('tenant_id', { primary: true }), size: column.big('size') },
});

/** The only row: the end of the log, the relay that may write it, and the published position. */
export interface AuditSequencerRow {
  readonly id: number;
  /** Each change of the relay increments it. It fences off a relay that was frozen past its lease. */
  readonly epoch: number;
  readonly holder: string | null;
  readonly leaseUntilUs: number;
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
  readonly checkpointNote: string | null;
  /** The `seq` up to which Kafka has acknowledged. */
  readonly publishedSeq: number;
  /** The number of transactions that locked this row; null before the first one, and on SQLite. */
  readonly turn: number | null;
  /** MySQL's id of the connection that last locked the row. */
  readonly lockedBy: number | null;
}

export const AuditSequencerTable = table<AuditSequencerRow>({
  name: 'audit_sequencer',
  columns: {
    id: column.int('id', { primary: true }),
    epoch: column.big('epoch'),
    holder: column.key('holder', 100, { nullable: true }),
    leaseUntilUs: column.big('lease_until_us'),
    size: column.big('size'),
    root: column.bytes('root'),
    frontier: column.bytes('frontier'),
    checkpointNote: column.text('checkpoint_note', { nullable: true }),
    publishedSeq: column.big('published_seq'),
    turn: column.big('turn', { nullable: true }),
    lockedBy: column.big('locked_by', { nullable: true }),
  },
});
