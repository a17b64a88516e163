import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { givenTime } from '#shared/given-time';

/** mulberry32: the same times in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Texts near times: well formed, without offset, with a blank, days that do not exist, around changes of the clock. */
function texts(): string[] {
  const next = random(14);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const two = (most: number): string => String(Math.floor(next() * (most + 1))).padStart(2, '0');
  return Array.from({ length: 2000 }, () => {
    const date = `${pick(['1970', '2026', '2027', '9999'])}-${pick(['02', '03', '10', '11', '12', two(13)])}-${two(31)}`;
    const clock = `${two(24)}:${two(60)}${pick(['', `:${two(60)}`, `:${two(59)}`, `:${two(59)}.${two(99)}`])}`;
    const zone = pick(['', 'Z', 'z', '+00:00', '-05:00', '+05:30', '-00:00', '+24:00', ' GMT', '+0100']);
    return pick([date, `${date}${pick(['T', 't', ' '])}${clock}${zone}`]);
  });
}

const PROGRAM = `
  const { givenTime } = require('#shared/given-time');
  const texts = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  console.log(JSON.stringify(texts.map((each) => givenTime(each))));
`;

function readIn(zone: string, input: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const args = ['--conditions=japm-source', '--require', 'tsx/cjs', '--eval', PROGRAM];
    const options = { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, cwd: join(__dirname, '../..'), maxBuffer: 2 ** 24 };
    const child = execFile(process.execPath, args, options, (error, output) => {
      if (error) reject(new Error(`the child failed: ${error.message}`));
      else resolve(JSON.parse(output));
    });
    child.stdin?.end(JSON.stringify(input));
  });
}

describe('a time as callers write it', () => {
  it.each([
    ['2027-01-31T09:30:00Z', '2027-01-31T09:30:00.000Z'],
    ['2027-01-31t09:30:00z', '2027-01-31T09:30:00.000Z'],
    ['2027-01-31T09:30:00.5+05:30', '2027-01-31T04:00:00.500Z'],
    ['2027-01-31T09:30:00-05:00', '2027-01-31T14:30:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s is an instant', (text, instant) => {
    expect(givenTime(text)).toEqual({
      first: new Date(instant),
      last: new Date(instant),
      fromUs: Date.parse(instant) * 1000,
      beforeUs: Date.parse(instant) * 1000,
    });
  });

  it('keeps microseconds', () => {
    expect(givenTime('2027-01-31T09:30:00.123456Z')?.fromUs).toBe(Date.parse('2027-01-31T09:30:00.123Z') * 1000 + 456);
    expect(givenTime('2027-01-31T09:30:00.123456789Z')?.beforeUs).toBe(Date.parse('2027-01-31T09:30:00.123Z') * 1000 + 456);
  });

  it('takes a date for that whole day in UTC', () => {
    expect(givenTime('2026-11-29')).toEqual({
      first: new Date('2026-11-29T00:00:00.000Z'),
      last: new Date('2026-11-29T23:59:59.999Z'),
      fromUs: Date.parse('2026-11-29T00:00:00Z') * 1000,
      beforeUs: Date.parse('2026-11-30T00:00:00Z') * 1000,
    });
  });

  it.each([
    [
      '2027-01-31T09:30:00',
      '2027-01-31T09:30Z',
      '2027-01-31 09:30:00Z',
      '2027-02-29',
      '2027-02-30T00:00:00Z',
      '2027-13-01',
      '2027-01-31T24:00:00Z',
    ],
    [
      '2027-01-31T09:30:60Z',
      '2027-01-31T09:30:00+24:00',
      '2027-01-31T09:30:00+0100',
      '20270131',
      '2027-031',
      '2027-W04-7',
      '+012027-01-31',
      '',
    ],
    ['yesterday', '0', '1767225600000', '2027', '2027-01', '31 Jan 2027', ' 2027-01-31', '2027-01-31\n', 'null'],
  ])('refuses %s and the like', (...others) => {
    expect(others.filter((each) => givenTime(each) !== null)).toEqual([]);
  });

  it('reads the same on machines of every zone', async () => {
    const input = texts();
    const here = JSON.parse(JSON.stringify(input.map((each) => givenTime(each)))) as (object | null)[];
    expect(here.filter((each) => each !== null).length).toBeGreaterThan(500);
    expect(here.filter((each) => each === null).length).toBeGreaterThan(500);
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Apia']) expect(await readIn(zone, input)).toEqual(here);
  }, 60_000);

  it('is read in one way: nothing else in the product parses the text of a time', () => {
    const root = join(__dirname, '../../src');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (each) => each.endsWith('.ts') && !each.includes('generated'),
    );
    expect(files.filter((each) => readFileSync(join(root, each), 'utf8').includes('Date.parse(')).toSorted()).toEqual([
      'contexts/audit/log/domain/canonical-event.ts', // our own form, with Z
      'contexts/prompts/deployment/adapters/cli/perform-rollback.ts', // our own form
      'contexts/prompts/execution/adapters/provider/repetition.ts', // an HTTP date
      'platform/cli/api-response.ts', // an HTTP date
      'platform/cli/api-settings.ts', // our own form
    ]);
  });
});
