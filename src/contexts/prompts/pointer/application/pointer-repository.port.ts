import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { VersionPointers } from '../../prompt/application/version-pointers.port';
import type { Pointer, PointerState } from '../domain/pointer';

export const POINTER_LIST: ListRules<PointerState> = {
  sort: { promptId: 'promptSlug', movedAt: 'movedAt' },
  order: 'promptId',
  tie: 'id',
  search: ['promptSlug', 'versionTag'],
  filters: {},
};

export abstract class PointerRepository extends VersionPointers {
  /** Throws StaleRevision when the environment got a pointer to that prompt in the meantime. */
  abstract add(pointer: Pointer): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(pointer: Pointer): Promise<void>;
  /** Throws StaleRevision when it was moved in the meantime. */
  abstract remove(pointer: Pointer): Promise<void>;
  abstract find(tenantId: string, environmentId: string, promptId: string): Promise<Pointer | null>;
  abstract page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<Pointer>>;
  abstract override ofPrompt(tenantId: string, promptId: string): Promise<Pointer[]>;
  abstract override environmentsUsing(tenantId: string, promptId: string): Promise<string[]>;
  abstract override ofPrompts(tenantId: string, environmentIds: readonly string[], promptIds: readonly string[]): Promise<Pointer[]>;
}
