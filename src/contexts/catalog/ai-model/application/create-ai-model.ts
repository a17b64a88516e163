import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { AiModel, AI_MODEL_FIELDS, type AiModelSettings } from '../domain/ai-model';
import { AI_MODEL_AUDIT } from '../domain/ai-model-audit';
import type { AiModelRepository } from './ai-model-repository.port';

export interface CreateAiModelCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly settings: AiModelSettings;
}

export class CreateAiModel {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly aiModels: AiModelRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, settings }: CreateAiModelCommand): Promise<AiModel> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'ai-model:write');
      const aiModel = AiModel.create({
        id: this.ids.next(),
        tenantId: actor.tenantId,
        projectId: project.id,
        settings,
        now: this.clock.now(),
      });
      await this.aiModels.add(aiModel);
      this.outbox.append({
        rule: AI_MODEL_AUDIT.create,
        actor,
        resource: { id: `${slug}/${aiModel.state.id}`, revision: aiModel.state.revision, projectId: slug },
        changes: changesBetween(null, aiModel.state, AI_MODEL_FIELDS),
      });
      return aiModel;
    });
  }
}
