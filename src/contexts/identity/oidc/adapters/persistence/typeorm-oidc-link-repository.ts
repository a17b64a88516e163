import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { OidcLinkRepository } from '../../application/oidc-link-repository.port';
import { linkIdOf, OidcLinkNotFound, OidcLinkTaken, type OidcLink } from '../../domain/oidc-link';
import { OidcLinkTable } from './oidc-link.table';

const taken = (): OidcLinkTaken => new OidcLinkTaken();

export class TypeOrmOidcLinkRepository extends OidcLinkRepository {
  readonly #links: TableRows<OidcLink>;

  constructor(session: PersistenceSession) {
    super();
    this.#links = session.rows(OidcLinkTable, { PRIMARY: taken, uq_oidc_link_user: taken, fk_oidc_link_user: taken });
  }

  add(link: OidcLink): Promise<void> {
    return this.#links.insert(link);
  }

  async remove(link: OidcLink): Promise<void> {
    const { tenantId, issuer, subject, userId } = link;
    const removed = await this.#links.removeWhere({ tenantId, issuer, subject, userId });
    if (removed === 0) throw new OidcLinkNotFound(linkIdOf(link));
  }

  listOfUser(tenantId: string, userId: string): Promise<OidcLink[]> {
    return this.#links.list({ tenantId, userId }, { createdAt: 'ASC', issuer: 'ASC' });
  }

  find(tenantId: string, issuer: string, subject: string): Promise<OidcLink | null> {
    return this.#links.find({ tenantId, issuer, subject });
  }

  async isLinked(tenantId: string, issuer: string, userId: string): Promise<boolean> {
    return (await this.#links.find({ tenantId, issuer, userId })) !== null;
  }
}
