/** What other contexts and the bootstrap may use of identity. */
export { IdentitySettings } from './access/application/identity-settings';
export { PERMISSIONS, type Permission } from './access/domain/permissions';
export { TokenSettings } from './session/application/token-settings';
export { InstallPlatform, type Administrator } from './tenant/application/install-platform';
export { IdentityUsage } from './user/application/identity-usage.port';
export { PeopleDirectory, type Person } from './user/application/people-directory.port';
