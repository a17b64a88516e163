import type { Request as HttpRequest } from 'express';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf } from '#platform/http/conditional';
import type { Actor } from '#shared/actor';
import type { ExpectedRevision } from '#shared/revision';

/** Who wants to change which version, and what revision of it he knows. */
export interface VersionAddress {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly expectedRevision: ExpectedRevision;
}

export const addressOf = (request: HttpRequest, project: string, prompt: string, versionTag: string): VersionAddress => ({
  actor: actorOf(request),
  project,
  prompt,
  versionTag,
  expectedRevision: expectedRevisionOf(request),
});
