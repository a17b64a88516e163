import { DomainError } from '#shared/errors';

/** The account behind a provider's name of somebody. */
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
