import type { z } from 'zod';
import { Invalid } from '#shared/errors';

/** Something wrong in one file, with the line if it is known. */
export class FileFault extends Error {
  constructor(
    message: string,
    readonly line: number | null = null,
  ) {
    super(message);
  }

  /** Formats the fault as `prompts/order-mail/1.0.0.md:3: …`. */
  at(file: string): string {
    return `${file}${this.line === null ? '' : `:${String(this.line)}`}: ${this.message}`;
  }
}

export const invalidFiles = (faults: readonly string[]): Invalid =>
  new Invalid(
    'exchange.files_invalid',
    faults.map((message) => ({ pointer: '', message })),
  );

/** Returns the result of `read`. It adds a fault to the others, as a sentence that names the file. */
export function tried<T>(file: string, faults: string[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    faults.push(error.at(file));
    return null;
  }
}

/** Throws if a name is in the list twice, however long the list is. */
export function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** Parses the document with `schema`. `yaml` is the text that it was read from, and `above` the number of lines before that text. */
export function parsedFile<T>(schema: z.ZodType<T>, { document, yaml, above }: YamlDocument): T {
  if (document === undefined || document === null) throw new FileFault('says nothing', 1 + above);
  const fault = unstorable(document, []);
  if (fault) throw new FileFault(`${fault.path.join('.')}: ${fault.message}`, lineOf(yaml, fault.path) + above);
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const named = issue?.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path;
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  throw new FileFault(`${where}${issue?.message ?? 'is invalid'}`, lineOf(yaml, named) + above);
}

/**
 * Finds the first text or name that YAML can express and a server refuses, because a database would replace a character of it or cut it
 * off.
 */
function unstorable(
  value: unknown,
  path: readonly PropertyKey[],
): { readonly path: readonly PropertyKey[]; readonly message: string } | null {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) return { path, message: 'contains half of a surrogate pair' };
    return value.includes('\0') ? { path, message: 'contains U+0000' } : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const fault = unstorable(key, path) ?? unstorable(each, [...path, Array.isArray(value) ? Number(key) : key]);
    if (fault) return fault;
  }
  return null;
}

export interface YamlDocument {
  readonly document: unknown;
  readonly yaml: string;
  readonly above: number;
}

/** Returns the line, from 1, of a member in block style. If the member is not found, it returns the line of the member around it. */
function lineOf(yaml: string, path: readonly PropertyKey[]): number {
  const lines = yaml.split('\n');
  let at = 0;
  for (const part of path) {
    const found = typeof part === 'number' ? elementAt(lines, at, part) : memberAt(lines, at, String(part));
    if (found < 0) break;
    at = found;
  }
  return at + 1;
}

const memberAt = (lines: readonly string[], from: number, name: string): number =>
  lines.findIndex((line, index) => index >= from && line.replace(/^[\s-]*["']?/u, '').replace(/["']?\s*:.*$/u, '') === name);

function elementAt(lines: readonly string[], from: number, position: number): number {
  const indents = lines.map((line, index) => (index > from ? (/^\s*(?=- )/u.exec(line)?.[0].length ?? -1) : -1));
  const first = indents.find((each) => each >= 0);
  const elements = indents.flatMap((each, index) => (each === first ? [index] : []));
  return elements[position] ?? -1;
}
