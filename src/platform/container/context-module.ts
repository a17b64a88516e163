import type { ContainerModule } from 'inversify';
import type { EntitySchema } from 'typeorm';

/** What a context contributes to the product: its only registry is `<context>.module.ts`. */
export interface ContextModule {
  readonly name: string;
  readonly bindings: ContainerModule;
  readonly tables: readonly EntitySchema[];
}
