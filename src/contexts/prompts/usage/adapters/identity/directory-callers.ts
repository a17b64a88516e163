import type { KeyDirectory, PeopleDirectory } from '#contexts/identity/index';
import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { Callers, type NamedCaller } from '../../application/callers.port';
import type { Caller } from '../../domain/counted-access';

/** Administrators see all callers of their tenant, others themselves and their own keys, and restricted keys only what their scopes name. */
export class DirectoryCallers extends Callers {
  constructor(
    private readonly keys: KeyDirectory,
    private readonly people: PeopleDirectory,
    private readonly policy: AccessPolicy,
  ) {
    super();
  }

  async visible(reader: Actor, callers: readonly Caller[]): Promise<ReadonlyMap<string, NamedCaller>> {
    const all = this.policy.allows(reader, 'user:read');
    const own = this.policy.allows(reader, 'api-key:own');
    const idsOf = (kind: Caller['kind']): string[] => callers.filter((each) => each.kind === kind).map(({ id }) => id);
    const keys = await this.keys.named(reader.tenantId, idsOf('key'));
    const people = await this.people.named(reader.tenantId, idsOf('user'));
    const seen = callers.flatMap(({ kind, id }): NamedCaller[] => {
      const key = kind === 'key' ? keys.get(id) : undefined;
      const isOwn = id === reader.apiKeyId || (own && (key?.userId ?? id) === reader.id);
      if (!all && !isOwn) return [];
      return [{ kind, id, name: key?.name ?? people.get(id)?.name ?? null, prefix: key?.prefix ?? null }];
    });
    return new Map(seen.map((each) => [each.id, each]));
  }
}
