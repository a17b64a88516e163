import type { Actor } from '#shared/actor';
import type { Version } from '../domain/version';
import { VersionNotFound } from '../domain/version-errors';
import type { LocatedPrompt, PromptLookup } from './prompt-lookup';
import { isLatest } from './read-versions';
import type { VersionRepository } from './version-repository.port';

/** Where a version is addressed. */
export interface VersionPath {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  /** A tag, or `latest` for the newest by creation. */
  readonly versionTag: string;
}

export interface LocatedVersion extends LocatedPrompt {
  readonly version: Version;
}

/** The first look-up of every route below a version: its prompt as {@link PromptLookup} finds it, then the version. */
export class VersionLookup {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionRepository,
  ) {}

  async require({ actor, project, prompt, versionTag }: VersionPath, permission: string): Promise<LocatedVersion> {
    const located = await this.lookup.require(actor, permission, project, prompt);
    const promptId = located.prompt.state.id;
    const version = isLatest(versionTag)
      ? await this.versions.newest(actor.tenantId, promptId)
      : await this.versions.findByTag(actor.tenantId, promptId, versionTag);
    if (!version) throw new VersionNotFound(versionTag);
    return { ...located, version };
  }
}
