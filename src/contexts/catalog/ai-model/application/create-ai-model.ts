import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { AI_MODEL_AUDIT, AiModel, AI_MODEL_FIELDS, type AiModelSettings } from '../domain/ai-model';

export interface CreateAiModelCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly settings: AiModelSettings;
}

export class CreateAiModel {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly aiModels: ProjectResources<AiModel>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, settings }: CreateAiModelCommand): Promise<AiModel> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'ai-model:write');
      const origin = { id: this.ids.next(), tenantId: actor.tenantId, projectId: project.id, now: this.clock.now() };
      const aiModel = AiModel.create(origin, settings);
      await this.aiModels.add(aiModel);
      this.outbox.append(
        auditFact({ rule: AI_MODEL_AUDIT.create, actor, project: slug, path: [aiModel.state.id], changes: AI_MODEL_FIELDS }, null, aiModel),
      );
      return aiModel;
    });
  }
}
