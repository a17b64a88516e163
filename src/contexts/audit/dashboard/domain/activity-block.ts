import { ACTIVITY_ACTIONS, ACTIVITY_ENTITY_TYPES, type ActivityAction, type ActivityEntityType, type ActivityKind } from './activity';
import type { BoardActivity } from './board-rows';
import { isInReach, type Reach } from './stats';

/** The maximum number of activities in a block. */
export const BLOCK_SIZE = 512;
const ENTRY_BYTES = 10;
const [PROJECT_AT, ACTOR_AT, TYPE_AT, ACTION_AT] = [4, 6, 8, 9];

/**
 * Some hundred activities of a tenant in one row, so that a page far behind the first one reads some kilobytes for each of them instead
 * of some hundred rows. `entries` has 10 bytes for each activity, oldest first, integers in little endian: its `tenantSeq` less
 * `firstSeq` (4 bytes), its places in `projects` and `actors` (2 bytes each) and in ACTIVITY_ENTITY_TYPES and ACTIVITY_ACTIONS (1 byte each).
 */
export interface ActivityBlock {
  /** The `tenantSeq` of the first activity. */
  readonly firstSeq: number;
  readonly count: number;
  /** The projects of the block, by their `born`. */
  readonly projects: readonly number[];
  readonly actors: readonly string[];
  readonly entries: Buffer;
}

/** An activity must match all that are given. */
export interface ActivityMatch {
  readonly reach: Reach;
  /** The `born` of projects; the activity must be in one of them. */
  readonly projects?: readonly number[] | undefined;
  readonly actorId?: string | undefined;
  readonly entityType?: ActivityEntityType | undefined;
  readonly action?: ActivityAction | undefined;
}

export interface BlockActivity extends ActivityKind {
  readonly tenantSeq: number;
  readonly project: number;
}

/** Whether all activities match, so that a block need not be read to be left out. */
export const matchesAll = ({ reach, projects, actorId, entityType, action }: ActivityMatch): boolean =>
  'except' in reach && reach.except.size === 0 && [projects, actorId, entityType, action].every((each) => each === undefined);

/** The blocks that change when activities, oldest first, are added behind the last block. */
export function withActivities(last: ActivityBlock | null, activities: readonly Omit<BoardActivity, 'tenantId'>[]): ActivityBlock[] {
  const room = last === null ? 0 : BLOCK_SIZE - last.count;
  const changed = last && room > 0 ? [filled(last, activities.slice(0, room))] : [];
  for (let at = room; at < activities.length; at += BLOCK_SIZE) {
    const some = activities.slice(at, at + BLOCK_SIZE);
    const empty = { firstSeq: some[0]?.tenantSeq ?? 0, count: 0, projects: [], actors: [], entries: Buffer.alloc(0) };
    changed.push(filled(empty, some));
  }
  return changed;
}

function filled(block: ActivityBlock, activities: readonly Omit<BoardActivity, 'tenantId'>[]): ActivityBlock {
  const projects = new Places(block.projects);
  const actors = new Places(block.actors);
  const added = activities.map(({ tenantSeq, project, actorId, entityType, action }) => {
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.writeUInt32LE(tenantSeq - block.firstSeq, 0);
    entry.writeUInt16LE(projects.of(project), PROJECT_AT);
    entry.writeUInt16LE(actors.of(actorId), ACTOR_AT);
    entry.writeUInt8(ACTIVITY_ENTITY_TYPES.indexOf(entityType), TYPE_AT);
    entry.writeUInt8(ACTIVITY_ACTIONS.indexOf(action), ACTION_AT);
    return entry;
  });
  return {
    firstSeq: block.firstSeq,
    count: block.count + activities.length,
    projects: projects.values,
    actors: actors.values,
    entries: Buffer.concat([block.entries, ...added]),
  };
}

/** Values, each in the place where it came first. */
class Places<T> {
  readonly #places: Map<T, number>;

  constructor(values: readonly T[]) {
    this.#places = new Map(values.map((value, place) => [value, place]));
  }

  get values(): T[] {
    return [...this.#places.keys()];
  }

  of(value: T): number {
    const place = this.#places.get(value) ?? this.#places.size;
    this.#places.set(value, place);
    return place;
  }
}

/** The places of the entries that match, newest first. */
export function matchingEntries(block: ActivityBlock, match: ActivityMatch): number[] {
  const wanted = match.projects && new Set(match.projects);
  const isWanted = block.projects.map((born) => isInReach(match.reach, born) && (wanted?.has(born) ?? true));
  const actor = match.actorId === undefined ? null : block.actors.indexOf(match.actorId);
  const type = match.entityType === undefined ? null : ACTIVITY_ENTITY_TYPES.indexOf(match.entityType);
  const verb = match.action === undefined ? null : ACTIVITY_ACTIONS.indexOf(match.action);
  if (actor === -1 || !isWanted.includes(true)) return [];
  const { entries } = block;
  const found: number[] = [];
  for (let at = entries.length - ENTRY_BYTES; at >= 0; at -= ENTRY_BYTES) {
    if (verb !== null && entries[at + ACTION_AT] !== verb) continue;
    if (type !== null && entries[at + TYPE_AT] !== type) continue;
    if (actor !== null && entries.readUInt16LE(at + ACTOR_AT) !== actor) continue;
    if (isWanted[entries.readUInt16LE(at + PROJECT_AT)] === true) found.push(at);
  }
  return found;
}

/** The activity at a place of {@link matchingEntries}. */
export function activityAt({ entries, firstSeq, projects }: ActivityBlock, at: number): BlockActivity {
  const [entityType, action] = [ACTIVITY_ENTITY_TYPES[entries[at + TYPE_AT] ?? -1], ACTIVITY_ACTIONS[entries[at + ACTION_AT] ?? -1]];
  const project = projects[entries.readUInt16LE(at + PROJECT_AT)];
  if (!entityType || !action || project === undefined) throw new Error('a block of activities is damaged: rebuild the dashboard');
  return { tenantSeq: firstSeq + entries.readUInt32LE(at), project, entityType, action };
}
