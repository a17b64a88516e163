import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { EnvironmentMove, PointerInterval } from '../domain/pointer-history';

export const POINTER_HISTORY_LIST: ListRules<PointerInterval> = {
  sort: { validFrom: 'fromMove', name: 'entityName' },
  order: '-validFrom',
  tie: 'id',
  search: ['entityName', 'versionTag'],
  filters: {},
};

export type ReleasedContent = Pick<PointerInterval, 'versionId' | 'contentHash'>;

export abstract class PointerHistory {
  /** Begins the environment's next move. Other moves and changes of its rules wait until the transaction ends. */
  abstract advance(environment: { tenantId: string; projectId: string; environmentId: string }, now: Date): Promise<EnvironmentMove>;
  /** Ends the open interval of that prompt or asset, if there is one. */
  abstract end(tenantId: string, environmentId: string, entityId: string, move: EnvironmentMove): Promise<void>;
  /** Ends all open intervals of the environment. */
  abstract endAll(tenantId: string, environmentId: string, move: EnvironmentMove): Promise<void>;
  abstract begin(interval: PointerInterval): Promise<void>;
  /** The targets of the environment's pointers right after that move, by name. */
  abstract after(tenantId: string, environmentId: string, move: number): Promise<PointerInterval[]>;
  /** The targets of the environment's pointers at that time, by name; only those of these prompts and assets, when given. */
  abstract asOf(tenantId: string, environmentId: string, time: Date, entityIds?: readonly string[]): Promise<PointerInterval[]>;
  /** The versions among these at which the environment pointed, now or at any time, with their content. */
  abstract everIn(tenantId: string, environmentId: string, versionIds: readonly string[]): Promise<readonly ReleasedContent[]>;
  /** Reads a page of the whole history. */
  abstract page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<PointerInterval>>;
}
