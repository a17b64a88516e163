import type { Changes } from './audit';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields in which `before` and `after` differ; null stands for "did not exist". */
export function changesBetween<T extends object>(before: T | null, after: T | null, fields: readonly (keyof T & string)[]): Changes {
  const changed = fields.filter((field) => !same(before?.[field], after?.[field]));
  return Object.fromEntries(changed.map((field) => [field, { before: before?.[field] ?? null, after: after?.[field] ?? null }]));
}
