import type { OidcLink } from '../domain/oidc-link';

export abstract class OidcLinkRepository {
  /** Throws OidcLinkTaken when the subject has a link, the user has one to this issuer, or the user was just deleted. */
  abstract add(link: OidcLink): Promise<void>;
  /** Throws OidcLinkNotFound when the link was just removed. */
  abstract remove(link: OidcLink): Promise<void>;
  /** In the order of creation. */
  abstract listOfUser(tenantId: string, userId: string): Promise<OidcLink[]>;
  abstract find(tenantId: string, issuer: string, subject: string): Promise<OidcLink | null>;
  /** Whether any subject of this issuer is linked to the user. */
  abstract isLinked(tenantId: string, issuer: string, userId: string): Promise<boolean>;
}
