import { changeRoutes } from './change-route';

/**
 * The enumerations to which controllers add, when all of them are loaded: name of the schema → its values. In TypeScript their type is
 * string.
 */
export const openEnums = (): ReadonlyMap<string, readonly string[]> => new Map([['ChangedResource', [...changeRoutes().keys()]]]);
