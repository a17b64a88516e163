/** The items in their order, at most `size` together: a statement has only so many parameters. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}
