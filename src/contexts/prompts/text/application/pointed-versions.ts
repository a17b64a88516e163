import type { Actor } from '#shared/actor';
import { TextVersionInUse } from '../domain/text-errors';
import type { TextLookup } from './text-lookup';
import type { LocatedVersion } from './text-parent';
import type { TextPointers } from './text-pointers.port';

/** Protects the versions that environments serve. */
export class PointedVersions {
  constructor(
    private readonly lookup: TextLookup,
    private readonly pointers: TextPointers,
  ) {}

  /** Throws TextVersionInUse, with the environments that the caller may see, while one points at the version. */
  async requireUnpointed(actor: Actor, { parent, version }: LocatedVersion): Promise<void> {
    const { id, versionTag } = version.state;
    const pointers = await this.pointers.of(parent.tenantId, parent.id);
    const pointing = pointers.filter(({ state }) => state.versionId === id).map(({ state }) => state.environmentId);
    if (pointing.length === 0) return;
    throw new TextVersionInUse(parent.kind, versionTag, await this.lookup.environmentNames(actor, parent.project, pointing));
  }
}
