import type { Request } from 'express';

/** The routes that serve prompts to applications, on which a principal may be up to a second old. */
export const SERVING_ROUTES: readonly string[] = [
  '/api/serve-prompt/execute/:projectId/:promptName/:versionTag/base',
  '/api/serve-prompt/execute/:projectId/:promptName/:versionTag/lang/:languageCode',
  '/api/projects/:projectId/prompts/:promptId/resolve',
];
const serving = new Set(SERVING_ROUTES);

/** Decides by the matched route: the path comes from the caller, and a prompt may be called `resolve`. */
export const isServingRoute = (request: Pick<Request, 'route'>): boolean =>
  serving.has((request.route as { readonly path: string } | undefined)?.path ?? '');
