import { linkIdOf, type OidcLink } from '../../domain/oidc-link';

/** A way into an account through an OpenID provider. */
export interface OidcLinkDto {
  /**
   * Names the link among those of its user.
   * @example "3f5a1c9b7d21019a8f2e6d1c70008000"
   */
  id: string;
  /** @example "https://login.acme.com" */
  issuer: string;
  /**
   * What the provider calls the user.
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
