import type { PeopleDirectory } from '#contexts/identity/index';
import { TenantPeople, type Person } from '../../application/tenant-people.port';

/** Reads the users from the directory of identity. */
export class DirectoryTenantPeople extends TenantPeople {
  constructor(private readonly people: PeopleDirectory) {
    super();
  }

  named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    return this.people.named(tenantId, ids);
  }
}
