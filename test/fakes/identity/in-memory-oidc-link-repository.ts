import { OidcLinkRepository } from '#contexts/identity/oidc/application/oidc-link-repository.port';
import { linkIdOf, OidcLinkNotFound, OidcLinkTaken, type OidcLink } from '#contexts/identity/oidc/domain/oidc-link';
import type { Transactional } from '../unit-of-work';
import { keyOf, type IdentityStore } from './identity-store';

export class InMemoryOidcLinkRepository extends OidcLinkRepository implements Transactional {
  #links: OidcLink[] = [];

  constructor(private readonly store: IdentityStore) {
    super();
  }

  async add(link: OidcLink): Promise<void> {
    const { tenantId, issuer, subject, userId } = link;
    const isTaken = (await this.find(tenantId, issuer, subject)) !== null || (await this.isLinked(tenantId, issuer, userId));
    if (isTaken || !this.store.users.has(keyOf(tenantId, userId))) throw new OidcLinkTaken();
    this.#links.push(link);
  }

  async remove(link: OidcLink): Promise<void> {
    const known = await this.find(link.tenantId, link.issuer, link.subject);
    if (known?.userId !== link.userId) throw new OidcLinkNotFound(linkIdOf(link));
    this.#links = this.#links.filter((each) => each !== known);
  }

  async listOfUser(tenantId: string, userId: string): Promise<OidcLink[]> {
    return this.#live()
      .filter((each) => each.tenantId === tenantId && each.userId === userId)
      .sort((a, b) => +a.createdAt - +b.createdAt || (a.issuer < b.issuer ? -1 : 1));
  }

  async find(tenantId: string, issuer: string, subject: string): Promise<OidcLink | null> {
    return this.#live().find((each) => each.tenantId === tenantId && each.issuer === issuer && each.subject === subject) ?? null;
  }

  async isLinked(tenantId: string, issuer: string, userId: string): Promise<boolean> {
    return this.#live().some((each) => each.tenantId === tenantId && each.issuer === issuer && each.userId === userId);
  }

  snapshot(): () => void {
    const kept = [...this.#links];
    return () => {
      this.#links = kept;
    };
  }

  // As the foreign key: links go with their user.
  #live(): OidcLink[] {
    return this.#links.filter(({ tenantId, userId }) => this.store.users.has(keyOf(tenantId, userId)));
  }
}
