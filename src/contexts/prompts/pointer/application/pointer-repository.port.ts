import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { TextPointers } from '../../text/application/text-pointers.port';
import type { TextKind } from '../../text/domain/text-kind';
import type { Pointer, PointerState } from '../domain/pointer';

export const POINTER_LIST: ListRules<PointerState> = {
  sort: { promptId: 'parentName', movedAt: 'movedAt' },
  order: 'promptId',
  tie: 'id',
  search: ['parentName', 'versionTag'],
  filters: {},
};

/** The pointers to versions of one kind of text. */
export abstract class TextPointerRepository extends TextPointers {
  abstract readonly kind: TextKind;
  /** Throws StaleRevision if another transaction has added a pointer to that prompt or asset meanwhile. */
  abstract add(pointer: Pointer): Promise<void>;
  /** Replaces the previous revision. Throws StaleRevision if that is not the stored one. */
  abstract update(pointer: Pointer): Promise<void>;
  /** Throws StaleRevision if the pointer was moved meanwhile. */
  abstract remove(pointer: Pointer): Promise<void>;
  abstract find(tenantId: string, environmentId: string, parentId: string): Promise<Pointer | null>;
  /** Sorted by name. */
  abstract list(tenantId: string, environmentId: string): Promise<Pointer[]>;
  abstract page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<Pointer>>;
  abstract override of(tenantId: string, parentId: string): Promise<Pointer[]>;
  /** The pointers of these environments to these prompts or assets, in no order. */
  abstract inEnvironments(tenantId: string, environmentIds: readonly string[], parentIds: readonly string[]): Promise<Pointer[]>;
}

/** The pointers to versions of prompts. */
export abstract class PointerRepository extends TextPointerRepository {
  /** The versions among these that an environment points at. */
  abstract pointed(tenantId: string, versionIds: readonly string[]): Promise<Set<string>>;
  /** The ids of the environments that have a version of the prompt, or of one of its assets. */
  abstract environmentsUsing(tenantId: string, promptId: string): Promise<string[]>;
}
