import type { Request as HttpRequest } from 'express';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf } from '#platform/http/conditional';
import type { Actor } from '#shared/actor';
import type { ExpectedRevision } from '#shared/revision';

/** The caller, the version to change, and the revision of it that the caller knows. */
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
