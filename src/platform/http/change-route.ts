/** The routes below a project by which a change set changes one kind of resource. */
export interface ChangeRoute {
  /** The path of the resource: `prompts/{prompt}/versions/{id}`. The collection is the path without its last part. */
  readonly path: string;
  /** The member of the response that is the id in the path. */
  readonly id: string;
  /** The POST routes below it that change its state, such as `activate`. */
  readonly actions?: readonly string[];
  /** True when PUT creates and changes the resource, and there is no POST to the collection. */
  readonly isPut?: boolean;
}

const declared = new Map<string, ChangeRoute>();

/** Declares that change sets can change the resource of a controller, by this name. Throws when another controller has the name. */
export const ChangedAs =
  (resource: string, route: ChangeRoute): ClassDecorator =>
  ({ name }) => {
    if (declared.has(resource)) throw new Error(`${name}: change sets already know a resource '${resource}'`);
    declared.set(resource, route);
  };

/** The routes of all resources whose controllers are loaded, by their names in change sets, in the order of these. */
export const changeRoutes = (): ReadonlyMap<string, ChangeRoute> => new Map([...declared].toSorted(([a], [b]) => (a < b ? -1 : 1)));
