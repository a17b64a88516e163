import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Pointer, PointerState } from '../domain/pointer';

export const POINTER_LIST: ListRules<PointerState> = {
  sort: { promptId: 'promptSlug', movedAt: 'movedAt' },
  order: 'promptId',
  tie: 'id',
  search: ['promptSlug', 'versionTag'],
  filters: {},
};

export abstract class PointerRepository {
  /** Throws StaleRevision when the environment got a pointer to that prompt in the meantime. */
  abstract add(pointer: Pointer): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(pointer: Pointer): Promise<void>;
  /** Throws StaleRevision when it was moved in the meantime. */
  abstract remove(pointer: Pointer): Promise<void>;
  abstract find(tenantId: string, environmentId: string, promptId: string): Promise<Pointer | null>;
  abstract page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<Pointer>>;
  /** Of all environments. */
  abstract ofPrompt(tenantId: string, promptId: string): Promise<Pointer[]>;
  /** Ids of the environments that have a version of the prompt, or of one of its assets. */
  abstract environmentsUsing(tenantId: string, promptId: string): Promise<string[]>;
  /** Of these environments to these prompts, in no order. */
  abstract ofPrompts(tenantId: string, environmentIds: readonly string[], promptIds: readonly string[]): Promise<Pointer[]>;
}
