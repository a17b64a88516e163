import type { Application } from 'express';

/** A step of Express's router, as far as it is looked at here; those with a route are routes. */
export interface Layer {
  readonly route?: {
    readonly path: string | readonly string[];
    readonly methods: Readonly<Record<string, boolean>>;
    readonly stack: { readonly name: string; readonly handle: unknown }[];
  };
  match(path: string): false | { readonly params: Readonly<Record<string, string>> };
}

const stackOf = (app: Application): Layer[] => (app as unknown as { router: { stack: Layer[] } }).router.stack;

export const layersOf = (app: Application): readonly Layer[] => stackOf(app);

/**
 * Puts the routes that were registered last, one after the other, in an order in which a literal segment comes before a parameter:
 * Express takes the first that fits, and tsoa registers controllers as it finds them. `by-name/rules` is no rules of an
 * environment `by-name`.
 */
export function putLiteralsFirst(app: Application): void {
  const stack = stackOf(app);
  const first = stack.findLastIndex(({ route }) => !route) + 1;
  const routes = stack.splice(first).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0));
  stack.push(...routes);
}

/** `/projects/:projectId` as `/projects/{projectId}`. */
export const pathOf = (routePath: string): string => routePath.replace(/:(\w+)/gu, '{$1}');

// A parameter is after every character that a literal begins with.
const orderOf = ({ route }: Layer): string => String(route?.path).replace(/:\w+/gu, '\u{10FFFF}');
