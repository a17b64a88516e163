import type { Application, Request } from 'express';
import type { AuditRule } from '#shared/audit';
import { declaredOperations, operationId, type OperationDeclaration } from './operation';
import { layersOf, type Layer } from './route-layers';

export interface AddressedRoute {
  readonly rule: AuditRule | undefined;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it asks for credentials. */
  readonly secured: boolean;
}

/** The route a request addresses, also when it failed before routing (malformed JSON) or in authentication. */
export function addressedRoute(request: Request): AddressedRoute | undefined {
  // Express serves HEAD by the route of GET.
  const found = routeAt(request.app, request.method === 'HEAD' ? 'GET' : request.method, request.path);
  if (!found) return undefined;
  const { path } = found.route;
  const operation = operationAt(found.route);
  return { rule: operation?.audit, path: [path].flat()[0] ?? '', parameters: found.parameters, secured: isSecured(operation) };
}

const isSecured = (operation: OperationDeclaration | undefined): boolean => (operation?.permission ?? null) !== null;

/** tsoa names the handler of a route after its controller and method; other routes have none. */
function operationAt({ stack }: NonNullable<Layer['route']>): OperationDeclaration | undefined {
  const [controller = '', method = ''] = (stack.at(-1)?.name ?? '').split('_');
  return declaredOperations().get(operationId(controller, method));
}

/** Whether the request addresses a route of a kind that few are, so that only these are looked at. */
function addressing(isWanted: (operation: OperationDeclaration | undefined) => boolean): (request: Request) => boolean {
  const known = new WeakMap<Application, readonly Layer[]>();
  return ({ app, method, path }) => {
    let layers = known.get(app);
    if (!layers) {
      layers = layersOf(app).filter(({ route }) => route && isWanted(operationAt(route)));
      known.set(app, layers);
    }
    return layers.some((layer) => layer.route?.methods[method.toLowerCase()] === true && parametersIn(layer, path) !== undefined);
  };
}

/** Whether the route asks for no credentials. */
export const addressesPublicRoute = addressing((operation) => !isSecured(operation));

/** Whether the route takes bodies that are longer than others. */
export const takesLongBody = addressing((operation) => operation?.longBody === true);

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

/** Every route with its handler and rule, for the coverage tests and the catalog of events. */
export function auditedRoutes(app: Application): { method: string; path: string; handler: string; rule: AuditRule | undefined }[] {
  return layersOf(app).flatMap(({ route }) => {
    if (!route) return [];
    const handler = route.stack.at(-1)?.name ?? '';
    return Object.keys(route.methods).map((method) => ({
      method: method.toUpperCase(),
      path: String(route.path),
      handler,
      rule: operationAt(route)?.audit,
    }));
  });
}
