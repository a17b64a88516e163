import type { ServiceIdentifier } from 'inversify';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { StoredResources, type ResourceStore } from '#platform/persistence/stored-resources';
import type { ResourceState } from '#shared/project-resource';
import type { ProjectResources } from '#shared/project-resources.port';
import { bindSingleton, type Bind } from './bind';

/** An aggregate, as its class. */
interface Kind<R> {
  readonly prototype: R;
}

const tokens = new Map<unknown, symbol>();

/** The token under which the stored resources of a kind are bound: `resourcesOf(Tag)`. */
export function resourcesOf<R extends { readonly state: ResourceState }>(
  kind: Kind<R> & { readonly name: string },
): ServiceIdentifier<ProjectResources<R>> {
  const token = tokens.get(kind) ?? Symbol(`ProjectResources<${kind.name}>`);
  tokens.set(kind, token);
  return token;
}

/** Binds the stored resources of a kind. Returns their token. */
export function bindResources<S extends ResourceState, R extends { readonly state: S }>(
  bind: Bind,
  kind: Kind<R> & { readonly name: string },
  store: ResourceStore<S, R>,
): ServiceIdentifier<ProjectResources<R>> {
  class Stored extends StoredResources<S, R> {
    constructor(session: PersistenceSession) {
      super(session, store);
    }
  }
  const token = resourcesOf(kind);
  bindSingleton(bind, token, Stored, [PersistenceSession]);
  return token;
}
