/** The parts of identity that other contexts and the bootstrap may use. */
export { IdentitySettings } from './access/application/identity-settings';
export { Permissions } from './access/domain/permissions';
export { PrincipalMemory } from './authentication/application/principal-memory.port';
export { KeyDirectory } from './api-key/application/key-directory.port';
export { KeyProjects } from './api-key/application/key-projects.port';
export { OidcSettings } from './oidc/application/oidc-settings';
export { TokenSettings } from './session/application/token-settings';
export { InstallPlatform } from './tenant-administration/application/install-platform';
export { TenantSettings } from './tenant/application/tenant-settings';
export { IdentityUsage } from './user/application/identity-usage.port';
export { PeopleDirectory } from './user/application/people-directory.port';
