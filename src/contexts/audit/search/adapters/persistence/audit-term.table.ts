import { column, table } from '#platform/persistence/column-types';

/** A word of an event, in the index for `q`. */
export interface AuditTermRow {
  readonly tenantId: string;
  readonly term: string;
  readonly tenantSeq: number;
}

export const AuditTermTable = table<AuditTermRow>({
  name: 'audit_term',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    term: column.key('term', 64, { primary: true }),
    tenantSeq: column.big('tenant_seq', { primary: true }),
  },
});
