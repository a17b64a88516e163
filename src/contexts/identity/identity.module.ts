import { contextModule } from '#platform/container/context-module';
import { accessModule } from './access/access.module';
import { apiKeyModule } from './api-key/api-key.module';
import { authenticationModule } from './authentication/authentication.module';
import { oidcModule } from './oidc/oidc.module';
import { sessionModule } from './session/session.module';
import { signInModule } from './sign-in/sign-in.module';
import { tenantModule } from './tenant/tenant.module';
import { tenantAdministrationModule } from './tenant-administration/tenant-administration.module';
import { userModule } from './user/user.module';

/** The bootstrap adds TokenSettings, IdentitySettings and OidcSettings; the catalog adds IdentityUsage and KeyProjects. */
export const identityModule = contextModule('identity', [
  accessModule,
  sessionModule,
  tenantModule,
  userModule,
  signInModule,
  tenantAdministrationModule,
  apiKeyModule,
  oidcModule,
  authenticationModule,
]);
