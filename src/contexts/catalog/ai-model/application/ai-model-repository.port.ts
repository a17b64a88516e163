import type { AiModel } from '../domain/ai-model';

export abstract class AiModelRepository {
  /** Throws AiModelTaken when the project has one of that name. */
  abstract add(aiModel: AiModel): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and AiModelTaken. */
  abstract update(aiModel: AiModel): Promise<void>;
  abstract remove(aiModel: AiModel): Promise<void>;
  /** Keeps others from changing or deleting the model until the transaction ends; throws StaleRevision when it was changed already. */
  abstract lock(aiModel: AiModel): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<AiModel | null>;
  /** By name. */
  abstract list(tenantId: string, projectId: string): Promise<AiModel[]>;
}
