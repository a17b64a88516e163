import type { UsableAiModels } from '#contexts/catalog/index';
import { ProjectModels } from '../../../text/application/project-models.port';

/** Asks the catalog. */
export class DirectoryProjectModels extends ProjectModels {
  constructor(private readonly models: UsableAiModels) {
    super();
  }

  hold(tenantId: string, projectId: string, id: string): Promise<void> {
    return this.models.hold(tenantId, projectId, id);
  }
}
