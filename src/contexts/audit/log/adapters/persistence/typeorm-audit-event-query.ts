import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { boundedPage } from '#platform/persistence/whole-list';
import { chunks } from '#shared/chunks';
import { BYTES_PER_TURN, nextTurn, TurnBudget } from '#shared/event-loop';
import { groupedBy } from '#shared/grouped-by';
import type { PersonalField } from '#shared/audit-envelope';
import { AuditLogTable, AuditPersonalTable, type AuditLogRow, type AuditPersonalRow } from './audit-log.table';
import { eventOf, type AuditEventView } from '../../domain/audit-event-view';
import { AuditEventQuery, type AuditEventFilter, type ResourcePattern } from '../../application/audit-event-query.port';

type Row = Pick<AuditLogRow, 'seq' | 'canonical'>;
/** The name of the search worker's table, whose class belongs to the adapters of the search. */
const TERMS = 'audit_term';
const UUID_LENGTH = 36;
/** Whose personal values are read in one turn of the event loop; an event has four. */
const EVENTS_PER_TURN = 100;
const EQUAL = ['actorId', 'action', 'resourceType', 'resourceId', 'projectId', 'outcome', 'risk', 'traceId'] as const;

export class TypeOrmAuditEventQuery extends AuditEventQuery {
  readonly #log: TableRows<AuditLogRow>;
  readonly #personal: TableRows<AuditPersonalRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#log = session.rows(AuditLogTable);
    this.#personal = session.rows(AuditPersonalTable);
  }

  async search(tenantId: string, filter: AuditEventFilter, before: number | null, limit: number): Promise<AuditEventView[]> {
    const query = this.session.reader
      .getRepository(AuditLogTable)
      .createQueryBuilder('log')
      .select(['log.seq', 'log.canonical'])
      .where('log.tenantId = :tenantId', { tenantId })
      .orderBy('log.tenantSeq', 'DESC');
    for (const field of EQUAL) if (filter[field] !== undefined) query.andWhere(`log.${field} = :${field}`, { [field]: filter[field] });
    if (filter.fromUs !== undefined) query.andWhere('log.timeUs >= :fromUs', { fromUs: filter.fromUs });
    if (filter.toUs !== undefined) query.andWhere('log.timeUs < :toUs', { toUs: filter.toUs });
    if (filter.fromSeq !== undefined) query.andWhere('log.tenantSeq >= :fromSeq', { fromSeq: filter.fromSeq });
    if (filter.seqs !== undefined) query.andWhere('log.tenantSeq IN (:...seqs)', { seqs: filter.seqs });
    if (before !== null) query.andWhere('log.tenantSeq < :before', { before });
    if (filter.resources) query.andWhere(anyOf(filter.resources));
    this.#withWords(query, filter.words ?? []);
    return this.#views(await boundedPage(query, { expression: 'log.seq', property: 'seq' }, limit));
  }

  async find(tenantId: string, eventId: string): Promise<AuditEventView | null> {
    const [view] = await this.#views(await this.#log.pick({ tenantId, eventId }, ['seq', 'canonical'], { limit: 1 }));
    return view ?? null;
  }

  #withWords(query: SelectQueryBuilder<AuditLogRow>, words: readonly string[]): void {
    words.forEach((word, index) => {
      const term = query
        .subQuery()
        .select('1')
        .from(TERMS, `term${index}`)
        .where(`term${index}.tenantId = log.tenantId AND term${index}.tenantSeq = log.tenantSeq AND term${index}.term = :word${index}`)
        .getQuery();
      query.andWhere(`EXISTS ${term}`, { [`word${index}`]: word });
    });
  }

  /** In turns of bounded work: an event has up to 64 KiB of JSON, and a page a thousand events. */
  async #views(rows: readonly Row[]): Promise<AuditEventView[]> {
    const turns = new TurnBudget(BYTES_PER_TURN);
    const views: AuditEventView[] = [];
    for (const [index, some] of chunks(rows, EVENTS_PER_TURN).entries()) {
      if (index > 0) await nextTurn();
      const personal = await this.#personal.list({ seq: some.map((row) => row.seq) });
      const own = groupedBy(personal, (each) => String(each.seq));
      for (const { seq, canonical } of some) {
        const values = own.get(String(seq))?.map(({ field, value }) => ({ field: field as PersonalField, value })) ?? [];
        views.push(eventOf(canonical, values));
        await turns.spend(canonical.length);
      }
    }
    return views;
  }
}

/** Ids compare by bytes, so the ids below `a/b` are those from `a/b/` up to `a/b0`: `0` is the byte after `/`. */
function anyOf(patterns: readonly ResourcePattern[]): Brackets {
  return new Brackets((either) => {
    patterns.forEach(({ type, path, reach }, index) => {
      const own = { [`type${index}`]: type, [`from${index}`]: reach === 'itself' ? path : `${path}/`, [`to${index}`]: `${path}0` };
      const id = reach === 'itself' ? `log.resourceId = :from${index}` : `log.resourceId > :from${index} AND log.resourceId < :to${index}`;
      either.orWhere(`(log.resourceType = :type${index} AND ${id}${behindId(reach, index, path, own)})`, own);
    });
  });
}

/** The pattern has a single-character wildcard for each character of the id, so that it does not match a slash of a deeper part. */
function behindId(reach: ResourcePattern['reach'], index: number, path: string, parameters: Record<string, string>): string {
  if (typeof reach === 'string') return '';
  const literal = (text: string): string => text.replace(/[%_!]/gu, '!$&');
  const exact = `${literal(path)}/${'_'.repeat(UUID_LENGTH)}/${literal(reach.behindId)}`;
  Object.assign(parameters, { [`exact${index}`]: exact, [`below${index}`]: `${exact}/%` });
  return ` AND (log.resourceId LIKE :exact${index} ESCAPE '!' OR log.resourceId LIKE :below${index} ESCAPE '!')`;
}
