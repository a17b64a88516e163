import type * as OpenIdClientPackage from 'openid-client';

/** The OpenID Connect client. The first sign-in with a provider loads it. */
export const openidClient = (): typeof OpenIdClientPackage => require('openid-client') as typeof OpenIdClientPackage;
