import type { AiModelDirectory } from '#contexts/catalog/index';
import { ModelDirectory, type ModelRef } from '../../application/model-directory.port';

export class CatalogModelDirectory extends ModelDirectory {
  constructor(private readonly models: AiModelDirectory) {
    super();
  }

  named(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly ModelRef[]> {
    return this.models.named(tenantId, projectId, ids);
  }
}
