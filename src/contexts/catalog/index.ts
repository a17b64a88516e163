export { CatalogUsage } from './project/application/catalog-usage.port';
export { ProjectDirectory, type ProjectRef } from './project/application/project-directory.port';
export { EnvironmentDirectory, type EnvironmentRef } from './environment/application/environment-directory';
export { EnvironmentNotFound } from './environment/domain/environment';
