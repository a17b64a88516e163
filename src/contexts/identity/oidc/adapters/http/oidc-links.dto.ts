import { linkIdOf, type OidcLink } from '../../domain/oidc-link';

/** A link from an OpenID provider to an account. */
export interface OidcLinkDto {
  /**
   * The id of the link among those of its user.
   * @example "3f5a1c9b7d21019a8f2e6d1c70008000"
   */
  id: string;
  /** @example "https://login.acme.com" */
  issuer: string;
  /**
   * The provider's identifier of the user.
   * @example "248289761001"
   */
  subject: string;
  createdAt: Date;
}

export const oidcLinkDto = (link: OidcLink): OidcLinkDto => ({
  id: linkIdOf(link),
  issuer: link.issuer,
  subject: link.subject,
  createdAt: link.createdAt,
});
