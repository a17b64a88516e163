import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { NewTranslation } from '../domain/translation';
import type { NewVariable } from '../domain/variable';
import { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import type { ProjectModels } from './project-models.port';
import type { PromptLookup } from './prompt-lookup';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

export interface CreateVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly promptText: string;
  readonly languageCode: string;
  readonly variables: readonly NewVariable[];
  readonly literals: readonly string[];
  /** Id of an AI model of the project. */
  readonly aiModelId?: string | null;
  readonly translations: readonly NewTranslation[];
  readonly changeMessage: string | null;
}

/** A draft with its translations, all or nothing. */
export class CreateVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly models: ProjectModels,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, prompt: promptSlug, ...input }: CreateVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:write', project, promptSlug);
      const version = Version.create({
        ...input,
        id: this.ids.next(),
        tenantId: actor.tenantId,
        projectId: located.project.id,
        promptId: located.prompt.state.id,
        translationIds: input.translations.map(() => this.ids.next()),
        textRequired: false,
        now: this.clock.now(),
      });
      if (input.aiModelId != null) await this.models.hold(actor.tenantId, located.project.id, input.aiModelId);
      await this.versions.add(version);
      this.outbox.append(versionFact(VERSION_AUDIT.create, actor, located, null, version));
      return version;
    });
  }
}
