/** A position in a list that is ordered by a unique key; opaque to callers. */
export const encodeCursor = (position: readonly (string | number)[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** The position, or undefined when the text is no cursor of ours with `length` parts. */
export function decodeCursor(cursor: string, length: number): (string | number)[] | undefined {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPart = (part: unknown): part is string | number => typeof part === 'string' || Number.isSafeInteger(part);
    return Array.isArray(position) && position.length === length && position.every(isPart) ? position : undefined;
  } catch {
    return undefined;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

export const mapPage = <T, U>({ items, next }: Page<T>, each: (item: T) => U): Page<U> => ({
  items: items.map((item) => each(item)),
  next,
});

/** The page with other items and the same cursor. */
export const withItems = <T>({ next }: Page<unknown>, items: readonly T[]): Page<T> => ({ items, next });
