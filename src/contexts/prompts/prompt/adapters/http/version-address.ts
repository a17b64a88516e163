import type { Request as HttpRequest } from 'express';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf } from '#platform/http/conditional';

/** Who wants to change which version, and what revision of it he knows. */
export const addressOf = (request: HttpRequest, project: string, prompt: string, versionTag: string) => ({
  actor: actorOf(request),
  project,
  prompt,
  versionTag,
  expectedRevision: expectedRevisionOf(request),
});
