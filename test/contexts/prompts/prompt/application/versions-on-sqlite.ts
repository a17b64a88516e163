import { wholeList } from '#shared/list';
import { ApprovalPolicy } from '../../../../../src/contexts/prompts/marketplace/application/approval-policy.port';
import { RemovePointer } from '../../../../../src/contexts/prompts/pointer/application/remove-pointer';
import { ActivateVersion } from '../../../../../src/contexts/prompts/prompt/application/activate-version';
import { ArchiveVersion } from '../../../../../src/contexts/prompts/prompt/application/archive-version';
import { CreateTranslation } from '../../../../../src/contexts/prompts/prompt/application/create-translation';
import { CreateVersion } from '../../../../../src/contexts/prompts/prompt/application/create-version';
import { DeleteVersion } from '../../../../../src/contexts/prompts/prompt/application/delete-version';
import type { LocatedPrompt } from '../../../../../src/contexts/prompts/prompt/application/prompt-lookup';
import { ReadVersions } from '../../../../../src/contexts/prompts/prompt/application/read-versions';
import { RequestPublish } from '../../../../../src/contexts/prompts/prompt/application/request-publish';
import { RestoreVersion } from '../../../../../src/contexts/prompts/prompt/application/restore-version';
import { UnpublishVersion } from '../../../../../src/contexts/prompts/prompt/application/unpublish-version';
import { UpdateTranslation } from '../../../../../src/contexts/prompts/prompt/application/update-translation';
import { UpdateVersion } from '../../../../../src/contexts/prompts/prompt/application/update-version';
import { VERSION_LIST } from '../../../../../src/contexts/prompts/prompt/application/version-repository.port';
import type { VersionPatch } from '../../../../../src/contexts/prompts/prompt/domain/version';
import { ReleaseGate } from '../../../../../src/contexts/prompts/release-rules/application/release-gate';
import { VersionChoice } from '../../../../../src/contexts/prompts/resolution/application/version-choice';
import { ACTOR, type PromptsOnSqlite } from '../../prompts-on-sqlite';

class ChangingPolicy extends ApprovalPolicy {
  required = false;

  requiresApproval(): Promise<boolean> {
    return Promise.resolve(this.required);
  }
}

/** The versions of one prompt: the use cases on SQLite. */
export class VersionsOnSqlite {
  readonly #approvals = new ChangingPolicy();
  /** The prompt itself never changes here. */
  #located: Promise<LocatedPrompt> | undefined;

  constructor(
    readonly at: PromptsOnSqlite,
    private readonly prompt: string,
  ) {}

  get #address() {
    return { actor: ACTOR, project: 'shop', prompt: this.prompt };
  }

  create(versionTag: string, content: Required<Pick<VersionPatch, 'promptText' | 'languageCode' | 'variables'>>): Promise<unknown> {
    const { lookup, models, versions, outbox, unitOfWork, ids, clock } = this.at;
    const useCase = new CreateVersion(lookup, models, versions, outbox, unitOfWork, ids, clock);
    return useCase.execute({ ...this.#address, versionTag, ...content, literals: [], translations: [], changeMessage: null });
  }

  edit(versionTag: string, patch: VersionPatch): Promise<unknown> {
    const { lookup, models, versions, outbox, unitOfWork, clock } = this.at;
    return new UpdateVersion(lookup, models, versions, outbox, unitOfWork, clock).execute({ ...this.#address, versionTag, patch });
  }

  activate(versionTag: string, breakingReason: string | null): Promise<unknown> {
    const { lookup, versions, activation, outbox, unitOfWork } = this.at;
    const useCase = new ActivateVersion(lookup, versions, activation, outbox, unitOfWork);
    return useCase.execute({ ...this.#address, versionTag, breakingReason });
  }

  become(verb: 'archive' | 'restore' | 'delete' | 'unpublish', versionTag: string): Promise<unknown> {
    const { lookup, versions, pointers, dependents, outbox, unitOfWork, clock } = this.at;
    const useCases = {
      archive: new ArchiveVersion(lookup, versions, pointers, dependents, outbox, unitOfWork, clock),
      restore: new RestoreVersion(lookup, versions, outbox, unitOfWork, clock),
      delete: new DeleteVersion(lookup, versions, pointers, dependents, outbox, unitOfWork),
      unpublish: new UnpublishVersion(lookup, versions, outbox, unitOfWork, clock),
    };
    return useCases[verb].execute({ ...this.#address, versionTag });
  }

  publish(versionTag: string, approvalRequired: boolean): Promise<unknown> {
    const { lookup, versions, outbox, unitOfWork, clock } = this.at;
    this.#approvals.required = approvalRequired;
    return new RequestPublish(lookup, versions, this.#approvals, outbox, unitOfWork, clock).execute({ ...this.#address, versionTag });
  }

  /** Writes the German translation, for the first time or anew. */
  async translate(versionTag: string, promptText: string): Promise<unknown> {
    const { versionLookup, translated, translations, outbox, unitOfWork, ids, clock } = this.at;
    const address = { ...this.#address, versionTag };
    const { version } = await versionLookup.require(address, 'translation:write');
    const isThere = (await translations.list(ACTOR.tenantId, version.state.id)).length > 0;
    const useCase = isThere
      ? new UpdateTranslation(translated, translations, outbox, unitOfWork, clock)
      : new CreateTranslation(translated, translations, outbox, unitOfWork, ids, clock);
    return useCase.execute({ ...address, languageCode: 'de-DE', promptText });
  }

  point(versionTag: string): Promise<unknown> {
    return this.at.movePointer.execute({ ...this.#address, environmentId: this.at.environmentId, versionTag });
  }

  leave(): Promise<unknown> {
    const { lookup, catalog, pointers, moves, rules, established, history, clock, checks, outbox, unitOfWork, environmentId } = this.at;
    const gate = new ReleaseGate(rules, history, established, clock);
    const useCase = new RemovePointer(lookup, catalog, pointers, moves, gate, checks, outbox, unitOfWork);
    return useCase.execute({ ...this.#address, environmentId });
  }

  /** As the model shows itself. */
  async shown(): Promise<readonly unknown[]> {
    const { lookup, versions, pointers, catalog } = this.at;
    const read = new ReadVersions(lookup, versions, pointers);
    const { items } = await read.list(ACTOR, 'shop', this.prompt, wholeList(VERSION_LIST));
    const ids = items.map((each) => each.version.state.id);
    const german = new Map((await versions.translations(ACTOR.tenantId, ids)).map((each) => [each.versionId, each]));
    const lines = items.map(({ version: { state }, isActive }) => {
      const translated = german.get(state.id);
      return [
        `${state.versionTag}@${state.revision}`,
        ...[state.promptText, state.languageCode, state.changeMessage, state.status, state.marketplaceStatus],
        `declared=${state.variablesDeclared}`,
        `pointed=${isActive}`,
        state.contentHash,
        translated ? `${translated.promptText} ${translated.sourceHash}` : '',
      ].join('|');
    });
    const choice = new VersionChoice(catalog, versions, pointers);
    const located = await (this.#located ??= lookup.require(ACTOR, 'prompt:resolve', 'shop', this.prompt));
    const served = async (environment: string | null): Promise<string> =>
      (await choice.choose(ACTOR, located, 'latest', environment)).version.state.versionTag;
    return [
      lines,
      await orNull(read.one(ACTOR, 'shop', this.prompt, 'latest').then(({ version }) => version.state.versionTag)),
      await orNull(served(null)),
      await orNull(served('production')),
    ];
  }
}

/** Null for what is not there. */
async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if ((error as { kind?: string }).kind === 'not_found') return null;
    throw error;
  }
}
