import { PERSONAL_FIELDS } from '#shared/audit-envelope';
import { type CanonicalEvent, columnsOfEvent, type LogColumns, personalOf, readCanonical } from './canonical-event';
import { commitmentOf, hashesOf, type PersonalValue } from './log-record';

/** A stored row of the log. */
export interface StoredRow {
  readonly seq: number;
  readonly tenantId: string;
  readonly tenantSeq: number;
  readonly eventId: string;
  readonly leafHash: Buffer;
  readonly canonical: Buffer;
  readonly columns: LogColumns;
  /** The clear values that have not been erased. */
  readonly personal: readonly PersonalValue[];
}

/** The differences within a row, as sentences; empty when all of it matches its canonical bytes. */
export function differencesIn(row: StoredRow): readonly string[] {
  // Nothing follows from changed bytes: further comparisons would blame correct columns.
  if (!hashesOf(row.canonical).leafHash.equals(row.leafHash)) return [`event ${row.eventId}: its canonical bytes do not hash to its leaf`];
  let event: CanonicalEvent;
  try {
    event = readCanonical(row.canonical);
  } catch (error) {
    return [`event ${row.eventId}: ${(error as TypeError).message}`];
  }
  return [...wrongColumns(row, event), ...wrongPersonal(row, event)];
}

function wrongColumns(row: StoredRow, event: CanonicalEvent): string[] {
  const recorded = columnsOfEvent(event);
  const names = Object.keys(recorded) as (keyof LogColumns)[];
  const wrong: string[] = names.filter((name) => row.columns[name] !== recorded[name]);
  if (row.seq !== event.seq) wrong.push('seq');
  if (row.tenantSeq !== event.tenantSeq) wrong.push('tenantSeq');
  if (row.tenantId !== event.tenantId && !wrong.includes('tenantId')) wrong.push('tenantId');
  if (row.eventId !== event.id && !wrong.includes('eventId')) wrong.push('eventId');
  return wrong.map((name) => `event ${event.id}: column '${name}' differs from the canonical bytes`);
}

function wrongPersonal(row: StoredRow, event: CanonicalEvent): string[] {
  const committed = personalOf(event);
  const fits = ({ field, salt, value }: PersonalValue): boolean =>
    PERSONAL_FIELDS.includes(field) && commitmentOf(salt, value) === committed[field]?.sha256;
  return row.personal
    .filter((each) => !fits(each))
    .map(({ field }) => `event ${event.id}: the clear value of '${field}' does not match its commitment`);
}
