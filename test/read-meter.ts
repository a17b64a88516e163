import type { Database } from '#platform/persistence/database';
import { TurnMeter } from './turn-meter';

/** Counts the bytes of texts that statements on SQLite give in each turn of the event loop. */
export function meterReads({ reader, writer }: Database): ReadMeter {
  const meter = new TurnMeter();
  const spies = [reader, writer].map((each) => {
    const runner = each.createQueryRunner();
    const query = runner.query.bind(runner);
    return jest.spyOn(runner, 'query').mockImplementation((async (sql: string, values: unknown[] | undefined, structured: boolean) => {
      const result: unknown = await query(sql, values, structured as never);
      meter.count(bytesOfTexts(result));
      return result;
    }) as typeof query);
  });
  return {
    get most() {
      return meter.most;
    },
    get total() {
      return meter.total;
    },
    stop: () => {
      meter.stop();
      for (const each of spies) each.mockRestore();
    },
  };
}

export interface ReadMeter {
  /** Of one turn. */
  readonly most: number;
  readonly total: number;
  stop(): void;
}

function bytesOfTexts(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each: unknown) => sum + bytesOfTexts(each), 0);
}
