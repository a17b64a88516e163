/** Splits the items, in their order, into parts of at most `size`, because a statement has a maximum number of parameters. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}
