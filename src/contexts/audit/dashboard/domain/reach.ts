import type { Actor } from '#shared/actor';
import { NO_PROJECT } from './board-rows';
import type { BoardProjectId, Reach } from './stats';

/** The log has the time of a creation a moment after the project has it. */
const CREATION_US = 1_000_000;

/**
 * The projects on the board that a reader may see, given the existing ones that they may see today. A deleted project is visible to
 * readers that are not restricted to projects, unless it had members at its deletion or a later project of its slug is closed to the reader.
 */
export function reachOf(
  { scopes }: Pick<Actor, 'scopes'>,
  board: readonly BoardProjectId[],
  readable: readonly { readonly slug: string; readonly createdAt: Date }[],
): Reach {
  const bornBefore = new Map(readable.map(({ slug, createdAt }) => [slug, createdAt.getTime() * 1000]));
  // While the board is behind, a project on it may be an earlier one than the one that is readable under its slug.
  const isReadable = ({ slug, bornUs }: BoardProjectId): boolean => (bornBefore.get(slug) ?? Infinity) <= bornUs + CREATION_US;
  const isRestricted = (scopes?.projects ?? null) !== null;
  const hidden = new Set(board.filter((each) => each.endedUs === null && !isReadable(each)).map(({ slug }) => slug));
  const isVisible = (each: BoardProjectId): boolean => {
    if (each.slug === NO_PROJECT) return !isRestricted;
    if (each.endedUs === null) return isReadable(each);
    return !isRestricted && !each.isClosed && !hidden.has(each.slug);
  };
  const bornOf = (some: readonly BoardProjectId[]): ReadonlySet<number> => new Set(some.map(({ born }) => born));
  const visible = board.filter(isVisible);
  if (visible.length * 2 < board.length) return { only: bornOf(visible) };
  return { except: bornOf(board.filter((each) => !isVisible(each))) };
}
