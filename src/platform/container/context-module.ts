import { ContainerModule } from 'inversify';
import type { EntitySchema } from 'typeorm';
import type { Grants } from '#shared/grants';
import type { Bind } from './bind';

/** What one aggregate contributes to its context, in `<aggregate>.module.ts` of its folder. */
export interface AggregateModule {
  readonly tables: readonly EntitySchema[];
  /** The permissions that its use cases ask for, with the roles and keys that have them. */
  readonly permissions?: Grants;
  readonly bind: (bind: Bind) => void;
}

/** What a context contributes to the product. */
export interface ContextModule {
  readonly name: string;
  readonly bindings: ContainerModule;
  readonly tables: readonly EntitySchema[];
  readonly permissions: readonly Grants[];
}

/**
 * The module of a context is the list of its aggregates from the ground up: an aggregate imports only those that stand before it
 * (`ops/build/floors.cjs` reads the list). An aggregate that has nothing to bind is the name of its folder.
 */
export function contextModule(name: string, floors: readonly (AggregateModule | string)[]): ContextModule {
  const aggregates = floors.filter((floor) => typeof floor !== 'string');
  return {
    name,
    tables: aggregates.flatMap(({ tables }) => tables),
    permissions: aggregates.map(({ permissions = {} }) => permissions),
    bindings: new ContainerModule(({ bind }) => {
      for (const aggregate of aggregates) aggregate.bind(bind);
    }),
  };
}
