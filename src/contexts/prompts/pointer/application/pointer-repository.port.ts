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
  /** Throws StaleRevision when the environment got a pointer to that prompt or asset in the meantime. */
  abstract add(pointer: Pointer): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(pointer: Pointer): Promise<void>;
  /** Throws StaleRevision when it was moved in the meantime. */
  abstract remove(pointer: Pointer): Promise<void>;
  abstract find(tenantId: string, environmentId: string, parentId: string): Promise<Pointer | null>;
  /** By name. */
  abstract list(tenantId: string, environmentId: string): Promise<Pointer[]>;
  abstract page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<Pointer>>;
  abstract override of(tenantId: string, parentId: string): Promise<Pointer[]>;
  /** From these environments to these prompts or assets, in no order. */
  abstract inEnvironments(tenantId: string, environmentIds: readonly string[], parentIds: readonly string[]): Promise<Pointer[]>;
}

/** The pointers to versions of prompts. */
export abstract class PointerRepository extends TextPointerRepository {
  /** Ids of the environments that have a version of the prompt, or of one of its assets. */
  abstract environmentsUsing(tenantId: string, promptId: string): Promise<string[]>;
}
