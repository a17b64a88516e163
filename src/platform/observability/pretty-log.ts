import { nameFromLevel } from 'bunyan';
import { printable } from '#platform/cli/table';

/** The fields that every line has, or that do not help a reader at a terminal. */
const LEFT_OUT = ['name', 'hostname', 'pid', 'level', 'time', 'msg', 'v', 'err', 'trace_id', 'span_id', 'trace_flags'];

/** Formats a log record for a terminal: time in UTC, level, message, fields, and the stack of an error below. */
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
  // Parts of a record come from callers, so characters that control a terminal are removed.
  return lines.map(printable).join('\n');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

function stackOf(err: unknown): string[] {
  if (err === undefined || err === null) return [];
  const { stack, message } = err as { readonly stack?: unknown; readonly message?: unknown };
  const text = typeof stack === 'string' && stack !== '' ? stack : textOf(message ?? err);
  return text.split('\n').map((line) => `    ${line.trim()}`);
}
