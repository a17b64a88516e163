export { CatalogReferences } from './project/application/catalog-references.port';
export { CatalogUsage } from './project/application/catalog-usage.port';
export { ProjectDirectory } from './project/application/project-directory.port';
export { EnvironmentDirectory } from './environment/application/environment-directory';
export { EnvironmentNotFound } from './environment/domain/environment';
export { UsableAiModels } from './ai-model/application/usable-ai-models';
export { TagDirectory } from './tag/application/tag-directory';
export { TagNotFound } from './tag/domain/tag';
