import type { EntitySchema } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { NotFound, StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { TextKind } from '../../../text/domain/text-kind';
import { POINTER_LIST, TextPointerRepository } from '../../application/pointer-repository.port';
import { Pointer, type PointerState } from '../../domain/pointer';

/** Where the pointers to one kind of text are stored. */
export interface PointerStorage {
  readonly kind: TextKind;
  readonly table: EntitySchema<PointerState>;
  /** The name of a pointer in messages. */
  readonly word: string;
  /** The names of the constraints. */
  readonly constraints: { readonly one: string; readonly environment: string; readonly version: string };
  /** Creates the error for a pointer whose version is gone. */
  readonly versionGone: (versionTag: string) => Error;
}

/** The pointers to versions of one kind of text, in the table of that kind. */
export class TypeOrmTextPointerRepository extends TextPointerRepository {
  readonly kind: TextKind;
  readonly #pointers: TableStore<PointerState, Pointer>;

  constructor(
    { kind, table, word, constraints, versionGone }: PointerStorage,
    protected readonly session: PersistenceSession,
  ) {
    super();
    this.kind = kind;
    const stale = ({ parentName }: PointerState): StaleRevision => new StaleRevision(word, parentName);
    this.#pointers = session.store(table, {
      restore: (row) => Pointer.restore(row),
      stale,
      constant: ['projectId', 'environmentId', 'parentId', 'parentName'],
      taken: {
        [constraints.one]: stale,
        [constraints.environment]: () => new NotFound('Environment', null),
        [constraints.version]: ({ versionTag }) => versionGone(versionTag),
      },
    });
  }

  add({ state }: Pointer): Promise<void> {
    return this.#pointers.insert(state);
  }

  update({ state }: Pointer): Promise<void> {
    return this.#pointers.update(state);
  }

  remove({ state }: Pointer): Promise<void> {
    return this.#pointers.remove(state);
  }

  find(tenantId: string, environmentId: string, parentId: string): Promise<Pointer | null> {
    return this.#pointers.find({ tenantId, environmentId, parentId });
  }

  list(tenantId: string, environmentId: string): Promise<Pointer[]> {
    return this.#pointers.list({ tenantId, environmentId }, { parentName: 'ASC', id: 'ASC' });
  }

  page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<Pointer>> {
    return this.#pointers.page({ tenantId, environmentId }, POINTER_LIST, query);
  }

  of(tenantId: string, parentId: string): Promise<Pointer[]> {
    return this.#pointers.list({ tenantId, parentId }, { id: 'ASC' });
  }

  async pointed(tenantId: string, versionIds: readonly string[]): Promise<Set<string>> {
    if (versionIds.length === 0) return new Set();
    return new Set((await this.#pointers.pick({ tenantId, versionId: versionIds }, ['versionId'])).map(({ versionId }) => versionId));
  }

  async inEnvironments(tenantId: string, environmentIds: readonly string[], parentIds: readonly string[]): Promise<Pointer[]> {
    if (environmentIds.length === 0 || parentIds.length === 0) return [];
    return this.#pointers.list({ tenantId, environmentId: environmentIds, parentId: parentIds });
  }
}
