import type { AiModelDirectory } from '#contexts/catalog/index';
import type { Actor } from '#shared/actor';
import type { CatalogModel } from '../../../execution/domain/executable-model';
import { GeneratorModels } from '../../application/generator-models.port';

/** Asks the catalog's directory of models. */
export class DirectoryGeneratorModels extends GeneratorModels {
  constructor(private readonly models: AiModelDirectory) {
    super();
  }

  async require(actor: Actor, slug: string, nameOrIdentifier: string): Promise<CatalogModel> {
    const { state, project } = await this.models.called(actor, slug, nameOrIdentifier, 'prompt:execute');
    const { id, name, provider, apiIdentifier, apiKeyEnvVar, temperature, maxTokens } = state;
    return { id, name, provider, apiIdentifier, apiKeyEnvVar, temperature, maxTokens, project };
  }
}
