import type { BoardProject, ProjectCounts } from './board-rows';

export interface Stats extends ProjectCounts {
  readonly activeProjects: number;
  readonly activeUsers: number;
}

/** A user is active for so long after they were changed or signed in. */
export const ACTIVE_USER_DAYS = 30;

/** The projects of a tenant whose numbers and activities a reader may see, by their `born`. */
export type Reach = { readonly except: ReadonlySet<number> } | { readonly only: ReadonlySet<number> };

export const EVERYTHING: Reach = { except: new Set() };

export const isInReach = (reach: Reach, born: number): boolean => ('only' in reach ? reach.only.has(born) : !reach.except.has(born));

export type BoardProjectId = Pick<BoardProject, 'born' | 'slug' | 'bornUs' | 'endedUs' | 'isClosed'>;
