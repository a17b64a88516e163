import type { QueryResult } from 'typeorm';
import type { Database } from '#platform/persistence/database';
import { TurnMeter } from './turn-meter';

/** Counts the bytes of texts that statements on SQLite give in each turn of the event loop. */
export function meterReads({ reader, writer }: Database): ReadMeter {
  const [meter, rows] = [new TurnMeter(), new TurnMeter()];
  // Not by jest.spyOn, which gives the spy of a test that looks at the same runner.
  const runners = [...new Set([reader, writer].map((each) => each.createQueryRunner()))];
  const queries = runners.map((runner) => {
    const { query } = runner;
    runner.query = (async (...statement: Parameters<typeof query>) => {
      const result: unknown = await query.apply(runner, statement);
      // With its third parameter a query gives the rows in an object, under two names.
      const found = Array.isArray(result) ? (result as unknown[]) : ((result as Partial<QueryResult>).records ?? []);
      meter.count(bytesOfTexts(found));
      rows.count(found.length);
      return result;
    }) as typeof query;
    return query;
  });
  return {
    get most() {
      return meter.most;
    },
    get mostRows() {
      return rows.most;
    },
    get total() {
      return meter.total;
    },
    stop: () => {
      meter.stop();
      rows.stop();
      for (const [at, runner] of runners.entries()) runner.query = queries[at] ?? runner.query;
    },
  };
}

export interface ReadMeter {
  /** Of one turn. */
  readonly most: number;
  readonly mostRows: number;
  readonly total: number;
  stop(): void;
}

function bytesOfTexts(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each: unknown) => sum + bytesOfTexts(each), 0);
}
