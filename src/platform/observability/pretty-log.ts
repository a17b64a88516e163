import { nameFromLevel } from 'bunyan';
import { printable } from '#platform/cli/table';

/** What every line has, or says nothing to somebody who watches. */
const LEFT_OUT = ['name', 'hostname', 'pid', 'level', 'time', 'msg', 'v', 'err', 'trace_id', 'span_id', 'trace_flags'];

/** A log record for people at a terminal: time in UTC, level, message, its fields, and the stack of an error below. */
export function prettyLine(record: Readonly<Record<string, unknown>>): string {
  const { time, level, msg, err } = record;
  const clock = new Date(time instanceof Date ? time : String(time)).toISOString().slice(11);
  const fields = Object.entries(record)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' && /^\S+$/u.test(value) ? value : JSON.stringify(value)}`);
  const [first, ...more] = [
    `${clock} ${(nameFromLevel[Number(level)] ?? String(level)).toUpperCase().padEnd(5)} ${textOf(msg)}`,
    ...fields,
  ];
  const lines = [[first, ...more].join('  '), ...stackOf(err)];
  // Parts of a record come from callers: what steers a terminal does not reach it.
  return lines.map(printable).join('\n');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

function stackOf(err: unknown): string[] {
  if (err === undefined || err === null) return [];
  const { stack, message } = err as { readonly stack?: unknown; readonly message?: unknown };
  const text = typeof stack === 'string' && stack !== '' ? stack : textOf(message ?? err);
  return text.split('\n').map((line) => `    ${line.trim()}`);
}
