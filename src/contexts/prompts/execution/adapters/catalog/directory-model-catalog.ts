import type { AiModelDirectory } from '#contexts/catalog/index';
import type { Actor } from '#shared/actor';
import { ModelCatalog } from '../../application/model-catalog.port';
import type { CatalogModel } from '../../domain/executable-model';

/** Asks the catalog's directory of models. */
export class DirectoryModelCatalog extends ModelCatalog {
  constructor(private readonly models: AiModelDirectory) {
    super();
  }

  async require(actor: Actor, modelId: string): Promise<CatalogModel> {
    const { state, project } = await this.models.require(actor, modelId, 'prompt:execute');
    const { id, name, provider, apiIdentifier, apiKeyEnvVar, temperature, maxTokens } = state;
    return { id, name, provider, apiIdentifier, apiKeyEnvVar, temperature, maxTokens, project };
  }
}
