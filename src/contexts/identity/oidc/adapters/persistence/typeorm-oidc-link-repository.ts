import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { OidcLinkRepository } from '../../application/oidc-link-repository.port';
import { linkIdOf, OidcLinkNotFound, OidcLinkTaken, type OidcLink } from '../../domain/oidc-link';
import { OidcLinkTable } from './oidc-link.table';

const taken = (): OidcLinkTaken => new OidcLinkTaken();
const WHEN_TAKEN = { PRIMARY: taken, uq_oidc_link_user: taken, fk_oidc_link_user: taken };

export class TypeOrmOidcLinkRepository extends OidcLinkRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add(link: OidcLink): Promise<void> {
    await this.session.guarded(WHEN_TAKEN, () =>
      this.session.writer.createQueryBuilder().insert().into(OidcLinkTable).values(link).updateEntity(false).execute(),
    );
  }

  async remove(link: OidcLink): Promise<void> {
    const { tenantId, issuer, subject, userId } = link;
    const result = await this.session.writer.getRepository(OidcLinkTable).delete({ tenantId, issuer, subject, userId });
    if (result.affected === 0) throw new OidcLinkNotFound(linkIdOf(link));
  }

  listOfUser(tenantId: string, userId: string): Promise<OidcLink[]> {
    return this.session.reader
      .getRepository(OidcLinkTable)
      .find({ where: { tenantId, userId }, order: { createdAt: 'ASC', issuer: 'ASC' } });
  }

  find(tenantId: string, issuer: string, subject: string): Promise<OidcLink | null> {
    return this.session.reader.getRepository(OidcLinkTable).findOneBy({ tenantId, issuer, subject });
  }

  isLinked(tenantId: string, issuer: string, userId: string): Promise<boolean> {
    return this.session.reader.getRepository(OidcLinkTable).existsBy({ tenantId, issuer, userId });
  }
}
