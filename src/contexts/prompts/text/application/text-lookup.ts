import type { Actor } from '#shared/actor';
import { TextVersionNotFound } from '../domain/text-errors';
import type { TextKind } from '../domain/text-kind';
import type { TextVersion } from '../domain/text-version';
import type { LocatedVersion, ProjectRef, TextAddress, TextParent, VersionAddress } from './text-parent';
import type { TextVersionRepository } from './text-version-repository.port';

/** Whether the tag is `latest`, which means the newest version in reads and is never stored. */
export const isLatest = (versionTag: string): boolean => versionTag.toLowerCase() === 'latest';

/** Finds what every route below a prompt or an asset needs: the project with its permission, the owner of the versions, and a version. */
export abstract class TextLookup {
  constructor(
    readonly kind: TextKind,
    private readonly texts: TextVersionRepository,
  ) {}

  /** Throws NotFound if there is no such prompt or asset, and Forbidden without the permission in its project. */
  abstract parent(actor: Actor, permission: string, address: TextAddress): Promise<TextParent>;
  /** The names of the environments that the caller's key includes, for messages. */
  abstract environmentNames(actor: Actor, project: ProjectRef, ids: readonly string[]): Promise<string[]>;

  /** The version with exactly this tag. Throws TextVersionNotFound. */
  async version(actor: Actor, permission: string, address: VersionAddress): Promise<LocatedVersion> {
    const parent = await this.parent(actor, permission, address);
    return this.#located(parent, address, await this.texts.findByTag(actor.tenantId, parent.id, address.versionTag));
  }

  /** The version with this tag, or for `latest` the newest one. Throws TextVersionNotFound. */
  async versionOrLatest(actor: Actor, permission: string, address: VersionAddress): Promise<LocatedVersion> {
    if (!isLatest(address.versionTag)) return this.version(actor, permission, address);
    const parent = await this.parent(actor, permission, address);
    return this.#located(parent, address, await this.texts.newest(actor.tenantId, parent.id));
  }

  #located(parent: TextParent, { versionTag }: VersionAddress, version: TextVersion | null): LocatedVersion {
    if (!version) throw new TextVersionNotFound(this.kind, versionTag);
    return { parent, version };
  }
}
