import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

interface Variable {
  readonly name: string;
  /** The format in which node-config reads the variable; null for plain text. */
  readonly format: string | null;
}

/** The environment variable of each setting by its path: `server.port` gives PORT. */
export type Variables = ReadonlyMap<string, Variable>;

/** Reads custom-environment-variables.yaml of that folder. */
export function variablesIn(configDir: string): Variables {
  const file = join(configDir, 'custom-environment-variables.yaml');
  return new Map(existsSync(file) ? variablesOf(load(readFileSync(file, 'utf8')), []) : []);
}

function variablesOf(value: unknown, path: readonly string[]): [string, Variable][] {
  if (typeof value === 'string') return [[path.join('.'), { name: value, format: null }]];
  if (typeof value !== 'object' || value === null) return [];
  const { __name: name, __format: format = null } = value as { readonly __name?: string; readonly __format?: string | null };
  if (name !== undefined) return [[path.join('.'), { name, format }]];
  return Object.entries(value).flatMap(([key, each]) => variablesOf(each, [...path, key]));
}

/** Names a setting and its variable: `server.port (PORT)`. */
export function calledFor(path: readonly PropertyKey[], variables: Variables): string {
  const called = path.map(String).join('.') || 'the configuration';
  const name = path
    .map((_, at) =>
      variables.get(
        path
          .slice(0, path.length - at)
          .map(String)
          .join('.'),
      ),
    )
    .find((each) => each)?.name;
  return name === undefined ? called : `${called} (${name})`;
}

/**
 * Removes variables with a wrong format from `environment` and returns the problems: a malformed text makes node-config end the process,
 * and it reads every text but `true` as false.
 */
export function takeMalformed(variables: Variables, environment: NodeJS.ProcessEnv): string[] {
  return [...variables].flatMap(([path, { name, format }]) => {
    const value = environment[name] ?? '';
    const problem = value === '' ? null : malformed(value, format);
    if (problem === null) return [];
    environment[name] = '';
    return [`${problem}\n  → at ${path} (${name})`];
  });
}

function malformed(value: string, format: string | null): string | null {
  if (format === 'boolean') return /^(?:true|false)$/u.test(value) ? null : 'must be true or false';
  if (format !== 'json') return null;
  try {
    JSON.parse(value);
    return null;
  } catch {
    // The parser's own message quotes the text, which may contain secrets.
    return 'must be JSON';
  }
}
