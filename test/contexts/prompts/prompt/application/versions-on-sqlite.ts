import { wholeList } from '#shared/list';
import { RemovePointer } from '../../../../../src/contexts/prompts/pointer/application/remove-pointer';
import type { LocatedPrompt } from '../../../../../src/contexts/prompts/prompt/application/prompt-lookup';
import { VERSION_LIST } from '../../../../../src/contexts/prompts/prompt/application/version-repository.port';
import { ReleaseGate } from '../../../../../src/contexts/prompts/release-rules/application/release-gate';
import { VersionChoice } from '../../../../../src/contexts/prompts/resolution/application/version-choice';
import { ACTOR, type PromptsOnSqlite } from '../../prompts-on-sqlite';
import type { TextVersionPatch } from '#contexts/prompts/text/domain/text-version';

/** The versions of one prompt: the use cases on SQLite. */
export class VersionsOnSqlite {
  /** The prompt itself never changes here. */
  #located: Promise<LocatedPrompt> | undefined;

  constructor(
    readonly at: PromptsOnSqlite,
    private readonly prompt: string,
  ) {}

  get #address() {
    return { actor: ACTOR, project: 'shop', prompt: this.prompt };
  }

  create(versionTag: string, content: Required<Pick<TextVersionPatch, 'text' | 'languageCode' | 'variables'>>): Promise<unknown> {
    const rest = { literals: [], translations: [], changeMessage: null };
    return this.at.texts.create.execute({ ...this.#address, versionTag, ...content, ...rest });
  }

  edit(versionTag: string, patch: TextVersionPatch): Promise<unknown> {
    return this.at.texts.update.execute({ ...this.#address, versionTag, patch });
  }

  activate(versionTag: string, breakingReason: string | null): Promise<unknown> {
    return this.at.texts.activate.execute({ ...this.#address, versionTag, breakingReason });
  }

  become(verb: 'archive' | 'restore' | 'delete' | 'unpublish', versionTag: string): Promise<unknown> {
    return this.at.texts[verb].execute({ ...this.#address, versionTag });
  }

  publish(versionTag: string, approvalRequired: boolean): Promise<unknown> {
    this.at.approvals.required = approvalRequired;
    return this.at.texts.publish.execute({ ...this.#address, versionTag });
  }

  /** By somebody who requested no publication. */
  review(verdict: 'approve' | 'reject', versionTag: string): Promise<unknown> {
    const command = { ...this.#address, actor: { ...ACTOR, id: 'reviewer' }, versionTag };
    return this.at.texts[verdict].execute({ ...command, reason: 'no' });
  }

  /** Writes the German translation, for the first time or anew. */
  async translate(versionTag: string, text: string, approvalRequired: boolean): Promise<unknown> {
    this.at.approvals.required = approvalRequired;
    const { versionLookup, translations, texts } = this.at;
    const { actor, ...address } = { ...this.#address, versionTag };
    const { version } = await versionLookup.versionOrLatest(actor, 'translation:write', address);
    const isThere = (await translations.stated(ACTOR.tenantId, [version.state.id])).length > 0;
    const useCase = isThere ? texts.updateTranslation : texts.createTranslation;
    return useCase.execute({ actor, ...address, languageCode: 'de-DE', text });
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
    const { lookup, versions, translations, pointers, catalog } = this.at;
    const { read } = this.at.texts;
    const address = { project: 'shop', prompt: this.prompt };
    const { items } = await read.list(ACTOR, address, wholeList(VERSION_LIST));
    const ids = items.map((each) => each.version.state.id);
    const german = new Map((await translations.ofVersions(ACTOR.tenantId, ids)).map(({ state }) => [state.versionId, state]));
    const lines = items.map(({ version: { state }, isActive }) => {
      const translated = german.get(state.id);
      return [
        `${state.versionTag}@${state.revision}`,
        ...[state.text, state.languageCode, state.changeMessage, state.status, state.marketplaceStatus],
        `declared=${state.variablesDeclared}`,
        `pointed=${isActive}`,
        state.contentHash,
        translated ? `${translated.text} ${translated.sourceHash}` : '',
      ].join('|');
    });
    const choice = new VersionChoice(catalog, versions, pointers);
    const located = await (this.#located ??= lookup.require(ACTOR, 'prompt:resolve', 'shop', this.prompt));
    const served = async (environment: string | null): Promise<string> =>
      (await choice.choose(ACTOR, located, 'latest', environment)).version.state.versionTag;
    return [
      lines,
      await orNull(read.one(ACTOR, { ...address, versionTag: 'latest' }).then(({ version }) => version.state.versionTag)),
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
