import { ChangeRoutes } from '#contexts/catalog/index';

export class PromptChangeRoutes extends ChangeRoutes {
  readonly routes = {
    prompt: { path: 'prompts/{id}', id: 'id' },
    version: { path: 'prompts/{prompt}/versions/{id}', id: 'versionTag', actions: ['activate', 'archive', 'restore'] },
    translation: { path: 'prompts/{prompt}/versions/{version}/translations/{id}', id: 'languageCode', actions: ['confirm'] },
    asset: { path: 'prompts/{prompt}/assets/{id}', id: 'key' },
    'asset-version': {
      path: 'prompts/{prompt}/assets/{asset}/versions/{id}',
      id: 'versionTag',
      actions: ['activate', 'archive', 'restore'],
    },
    'asset-translation': {
      path: 'prompts/{prompt}/assets/{asset}/versions/{version}/translations/{id}',
      id: 'languageCode',
      actions: ['confirm'],
    },
    pointer: { path: 'environments/{environment}/pointers/{id}', id: 'promptId', isPut: true },
  };
}
