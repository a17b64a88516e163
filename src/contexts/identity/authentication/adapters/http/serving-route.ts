import type { Request } from 'express';

/** The routes on which a principal may be up to a second old: they serve prompts to applications. */
export const SERVING_ROUTES: readonly string[] = [
  '/api/serve-prompt/execute/:projectId/:promptName/:versionTag/base',
  '/api/serve-prompt/execute/:projectId/:promptName/:versionTag/lang/:languageCode',
  '/api/projects/:projectId/prompts/:promptId/resolve',
];
const serving = new Set(SERVING_ROUTES);

/** By the route that was matched: the path alone is the caller's, and a prompt may be called `resolve`. */
export const isServingRoute = (request: Pick<Request, 'route'>): boolean =>
  serving.has((request.route as { readonly path: string } | undefined)?.path ?? '');
