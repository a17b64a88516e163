import type { Change } from './change';

/** How much a JSON value is: in UTF-8, in commas, which the server counts for the values, in levels. */
export interface Extent {
  readonly bytes: number;
  readonly values: number;
  readonly depth: number;
}

/** What the server takes in one body. */
const LARGEST: Extent = { bytes: 2 * 1024 * 1024, values: 50_000, depth: 64 };
/** What one change set is filled with; a larger change goes alone. */
export const FULL: Extent = { bytes: 1_500_000, values: 40_000, depth: 60 };

export function extentOf(value: unknown): Extent {
  return { bytes: Buffer.byteLength(JSON.stringify(value)), ...shapeOf(value) };
}

function shapeOf(value: unknown): Omit<Extent, 'bytes'> {
  if (typeof value !== 'object' || value === null) return { values: 0, depth: 0 };
  const inside = Object.values(value).map(shapeOf);
  return {
    values: inside.reduce((sum, each) => sum + each.values, Math.max(0, inside.length - 1)),
    depth: inside.reduce((deepest, each) => Math.max(deepest, each.depth), 0) + 1,
  };
}

/** Of two that stand beside each other. */
export const plus = (a: Extent, b: Extent): Extent => ({
  bytes: a.bytes + b.bytes + 1,
  values: a.values + b.values + 1,
  depth: Math.max(a.depth, b.depth),
});

export const isWithin = (size: Extent, most: Extent): boolean =>
  size.bytes <= most.bytes && size.values <= most.values && size.depth <= most.depth;

/** Whether a change set of this change alone arrives. */
export const fitsASet = (change: Change): boolean => isWithin(extentOf({ changes: [change] }), LARGEST);

/** Why the change does not arrive at all, not even at the route of its resource; null where it does. */
export function tooMuch({ body = {} }: Change): string | null {
  const size = extentOf(body);
  const what = Object.keys(body).join(', ');
  if (size.bytes > LARGEST.bytes) return `${what} makes a request of ${size.bytes} bytes of JSON; at most ${LARGEST.bytes} are sent`;
  if (size.values > LARGEST.values) return `${what} makes a request of ${size.values} values; at most ${LARGEST.values} are sent`;
  if (size.depth > LARGEST.depth) return `${what} makes a request of ${size.depth} levels; at most ${LARGEST.depth} are sent`;
  return null;
}
