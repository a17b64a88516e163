import { column, table } from '#platform/persistence/column-types';

/** The position of a consumer that reads the log itself. */
export interface AuditConsumerRow {
  readonly name: string;
  readonly position: number;
}

export const AuditConsumerTable = table<AuditConsumerRow>({
  name: 'audit_consumer',
  columns: { name: column.key('name', 100, { primary: true }), position: column.big('position') },
});
