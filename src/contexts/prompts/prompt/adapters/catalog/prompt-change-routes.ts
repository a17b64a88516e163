import { ChangeRoutes, type MadeChange } from '#contexts/catalog/index';
import type { Actor } from '#shared/actor';
import type { ServedTexts } from '../../application/served-texts.port';

/** The changes that can affect what environments serve without a move of their pointers. */
const SHOWN = ['version', 'translation', 'asset', 'asset-version', 'asset-translation'];

export class PromptChangeRoutes extends ChangeRoutes {
  constructor(private readonly served: ServedTexts) {
    super();
  }

  readonly routes = {
    prompt: { path: 'prompts/{id}', id: 'id' },
    version: { path: 'prompts/{prompt}/versions/{id}', id: 'versionTag', actions: ['activate', 'archive', 'restore'] },
    translation: { path: 'prompts/{prompt}/versions/{version}/translations/{id}', id: 'languageCode', actions: ['confirm'] },
  };

  override faults(actor: Actor, project: string, made: readonly MadeChange[]): Promise<string[]> {
    const prompts = made.flatMap(({ resource, prompt }) => (SHOWN.includes(resource) && prompt !== undefined ? [prompt] : []));
    return this.served.faults(actor, project, prompts);
  }
}
