import type { PeopleDirectory } from '#contexts/identity/index';
import type { ApproverAccount } from '../../domain/established-approver';
import { Colleagues } from '../../application/colleagues.port';

export class DirectoryColleagues extends Colleagues {
  constructor(private readonly people: PeopleDirectory) {
    super();
  }

  async names(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const people = await this.people.named(tenantId, ids);
    return new Map([...people.values()].map(({ id, name }) => [id, name]));
  }

  accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, ApproverAccount>> {
    return this.people.accounts(tenantId, ids);
  }
}
