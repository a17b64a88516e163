import bunyan from 'bunyan';
import { prettyLine } from './pretty-log';

export type Logger = Pick<bunyan, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

const SECRET_FIELD = /password|secret|token|authorization|api-?key|cookie|credential/iu;
const SECRET_TEXT =
  /\bjapm_(?:[0-9a-f]{8}_[0-9a-f]{48}|rt_[0-9a-f]{32}_[0-9a-f]{64}|pr_[0-9a-f]{64})\b|\beyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=:\/\/[^\s:/@]{1,100}:)[^\s@/]{1,200}(?=@)/gu;

/** Removes secrets from a value, by the names of fields and by patterns in texts. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, '[redacted]');
  if (typeof value !== 'object' || value === null || depth > 6) return value;
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, SECRET_FIELD.test(name) ? '[redacted]' : redact(each, depth + 1)]),
  );
}

const redacting = (stream: NodeJS.WritableStream): bunyan.Stream => ({
  type: 'raw',
  stream: {
    write: (record: object) => {
      const line = JSON.stringify(redact(record), bunyan.safeCycles());
      stream.write(`${isTerminal(stream) ? prettyLine(JSON.parse(line) as Record<string, unknown>) : line}\n`);
    },
  },
});

const isTerminal = (stream: NodeJS.WritableStream): boolean => (stream as Partial<NodeJS.WriteStream>).isTTY === true;

/** Logs JSON lines to standard output, or readable lines to a terminal. The OpenTelemetry instrumentation adds trace_id and span_id. */
export function createLogger(level: bunyan.LogLevelString, stream: NodeJS.WritableStream = process.stdout): Logger {
  return bunyan.createLogger({
    name: 'japm',
    serializers: { err: bunyan.stdSerializers.err },
    streams: [{ ...redacting(stream), level }],
  });
}
