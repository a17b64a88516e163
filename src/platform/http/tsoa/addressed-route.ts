import type { Application, Request } from 'express';
import { declaredOperations, operationId, type OperationDeclaration } from '../operation';
import { layersOf, type Layer } from './route-layers';

export interface AddressedRoute {
  /** Undefined for what is no operation of the API, such as its documentation. */
  readonly operation: OperationDeclaration | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

const known = new WeakMap<Request, AddressedRoute | null>();

/** The route a request addresses, also when it failed before routing (malformed JSON) or in authentication; looked up once. */
export function addressedRoute(request: Request): AddressedRoute | undefined {
  let route = known.get(request);
  if (route === undefined) {
    // Express serves HEAD by the route of GET.
    const found = routeAt(request.app, request.method === 'HEAD' ? 'GET' : request.method, request.path);
    route = found ? { operation: operationAt(found.route), parameters: found.parameters } : null;
    known.set(request, route);
  }
  return route ?? undefined;
}

/** tsoa names the handler of a route after its controller and method; other routes have none. */
function operationAt({ stack }: NonNullable<Layer['route']>): OperationDeclaration | undefined {
  const [controller = '', method = ''] = (stack.at(-1)?.name ?? '').split('_');
  return declaredOperations().get(operationId(controller, method));
}

/** What tsoa made of the controller method of a route, without what stands before it. Throws when there is no such route. */
export function handlerAt(
  app: Application,
  method: string,
  path: string,
): { readonly handler: unknown; readonly parameters: AddressedRoute['parameters'] } {
  const found = routeAt(app, method, path);
  if (!found) throw new Error(`there is no route ${method} ${path}`);
  return { handler: found.route.stack.at(-1)?.handle, parameters: found.parameters };
}

interface FoundRoute {
  readonly route: NonNullable<Layer['route']>;
  readonly parameters: AddressedRoute['parameters'];
}

function routeAt(app: Application, method: string, path: string): FoundRoute | undefined {
  for (const layer of layersOf(app)) {
    const matched = layer.route?.methods[method.toLowerCase()] === true && parametersIn(layer, path);
    if (layer.route && matched) return { route: layer.route, parameters: matched };
  }
  return undefined;
}

// A malformed percent-escape makes the match throw; such a request addresses nothing.
function parametersIn(layer: Layer, path: string): AddressedRoute['parameters'] | undefined {
  try {
    const matched = layer.match(path);
    return matched ? { ...matched.params } : undefined;
  } catch {
    return undefined;
  }
}

export interface ServedRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly operation: OperationDeclaration | undefined;
}

/** Every route with its handler and operation, for the coverage tests and the catalog of events. */
export function routesOf(app: Application): ServedRoute[] {
  return layersOf(app).flatMap(({ route }) => {
    if (!route) return [];
    const common = { path: String(route.path), handler: route.stack.at(-1)?.name ?? '', operation: operationAt(route) };
    return Object.keys(route.methods).map((method) => ({ ...common, method: method.toUpperCase() }));
  });
}
