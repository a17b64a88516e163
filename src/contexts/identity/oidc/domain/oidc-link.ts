import { createHash } from 'node:crypto';
import { DomainError, NotFound } from '#shared/errors';

/** The link from a provider's subject to an account. */
export interface OidcLink {
  readonly tenantId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly userId: string;
  readonly createdAt: Date;
}

export class OidcLinkTaken extends DomainError {
  constructor() {
    super('conflict', 'identity.oidc_link_taken', 'Another request has just changed this account; sign in again');
  }
}

/** The name of a link among those of its user, in 32 hex digits. A user has at most one link to an issuer. */
export const linkIdOf = ({ issuer }: Pick<OidcLink, 'issuer'>): string =>
  createHash('sha256').update(issuer, 'utf8').digest('hex').slice(0, 32);

export class OidcLinkNotFound extends NotFound {
  constructor(id: string) {
    super('OIDC link', id);
  }
}
