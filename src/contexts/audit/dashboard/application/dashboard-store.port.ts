import type { BoardChanges, BoardNeeds, BoardRows } from '../domain/board-rows';

/** `live`: readers see it. `building`: a rebuild fills it. `retired`: nobody reads it any more, and it is removed part by part. */
export type GenerationState = 'live' | 'building' | 'retired';

/** One complete set of the dashboard's rows. */
export interface Generation {
  readonly generation: number;
  readonly state: GenerationState;
  /** The `seq` of the last event of the log that is in it. */
  readonly position: number;
  /** The time of the last change of `state`. */
  readonly changedUs: number;
}

/** The rows of the dashboard. Everything but `generations` runs in a unit of work. */
export abstract class DashboardStore {
  abstract generations(): Promise<readonly Generation[]>;
  /** Locks the newest generation in that state until the end of the unit of work. Returns null when there is none. */
  abstract lock(state: GenerationState): Promise<Generation | null>;
  /** Locks all generations, and returns them. */
  abstract lockAll(): Promise<readonly Generation[]>;
  abstract load(generation: number, needs: BoardNeeds): Promise<BoardRows>;
  abstract save(generation: number, changes: BoardChanges, position: number): Promise<void>;
  /** Adds an empty generation in state `building`. */
  abstract begin(generation: number, nowUs: number): Promise<void>;
  abstract setState(generation: number, state: GenerationState, nowUs: number): Promise<void>;
  /** Removes a part of the rows of a generation, and at last itself. */
  abstract removePart(generation: number): Promise<void>;
}
