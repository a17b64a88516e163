import type { Request } from 'express';

/** The routes on which a principal may be up to a second old: they serve prompts to applications. */
export const isServingRoute = ({ path }: Pick<Request, 'path'>): boolean =>
  path.startsWith('/api/serve-prompt/') || path.endsWith('/resolve');
