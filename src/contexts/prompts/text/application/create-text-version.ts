import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { NewVariable } from '../../template/domain/variable';
import { newTextVersion, type TranslatedVersion } from '../domain/new-text-version';
import type { NewTextTranslation } from '../domain/text-translation';
import type { InheritedContent } from './inherited-content';
import type { ProjectModels } from './project-models.port';
import { initialTranslationFacts, versionFact } from './text-facts';
import type { TextLookup } from './text-lookup';
import type { VersionAddress } from './text-parent';
import type { TextVersionRepository } from './text-version-repository.port';

export interface CreateTextVersionCommand extends VersionAddress {
  readonly actor: Actor;
  readonly text: string;
  readonly languageCode: string;
  /** Null means the variables that the previous version declares. */
  readonly variables: readonly NewVariable[] | null;
  readonly literals: readonly string[];
  /** The id of an AI model of the project. */
  readonly aiModelId?: string | null;
  readonly translations: readonly NewTextTranslation[];
  /** The tag of the version (or `latest`) whose translations the new version takes over, in languages that are not given. */
  readonly translationsFrom?: string | null;
  readonly changeMessage: string | null;
}

/** Creates a draft with its translations, all or nothing. */
export class CreateTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly inherited: InheritedContent,
    private readonly models: ProjectModels,
    private readonly versions: TextVersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, prompt, assetKey, translationsFrom = null, ...input }: CreateTextVersionCommand): Promise<TranslatedVersion> {
    return this.unitOfWork.run(async () => {
      const { kind } = this.lookup;
      const address = { project, prompt, ...(assetKey !== undefined && { assetKey }) };
      const parent = await this.lookup.parent(actor, kind.permissions.write, address);
      const takenOver = translationsFrom === null ? [] : await this.inherited.translations(parent, translationsFrom, input.translations);
      const translations = [...input.translations, ...takenOver];
      const created = newTextVersion(kind, {
        ...input,
        variables: input.variables ?? (await this.inherited.variables(parent, input.versionTag.trim())),
        translations,
        id: this.ids.next(),
        tenantId: actor.tenantId,
        projectId: parent.project.id,
        promptId: parent.promptId,
        parentId: parent.id,
        translationIds: translations.map(() => this.ids.next()),
        now: this.clock.now(),
      });
      if (input.aiModelId != null) await this.models.hold(actor.tenantId, parent.project.id, input.aiModelId);
      await this.versions.add(created.version, created.translations);
      this.outbox.append(versionFact(kind.audit.version.create, actor, parent, null, created.version));
      for (const each of initialTranslationFacts(actor, { parent, version: created.version }, created.translations))
        this.outbox.append(each);
      return created;
    });
  }
}
