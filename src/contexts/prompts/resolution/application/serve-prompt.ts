import type { Actor } from '#shared/actor';
import type { ProjectRef } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { Prompt } from '../../prompt/domain/prompt';
import type { PromptFragment } from '../domain/fragment';
import type { Inlined, UsedAsset } from '../domain/inlining';
import { requireLanguageCode, type ChosenLanguage } from '../../template/domain/language';
import { ReadingBudget } from '../domain/reading-budget';
import { requireLanguages } from '../domain/strict-language';
import { isGiven } from '../../template/domain/value-text';
import type { AssetSource, ListedAsset } from './asset-source.port';
import type { PromptFragments } from './prompt-fragments';
import type { TextInliner } from './text-inliner';
import type { VersionChoice } from './version-choice';
import type { TextVersion } from '../../text/domain/text-version';
import type { AccessMeter, AccessTrace } from '../../usage/application/access-meter';

export interface ServePromptCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  /** A tag or `latest`, in any letter case. */
  readonly versionTag: string;
  readonly environmentName: string | null;
  readonly languageCode: string | null;
  /** The place of the language in the caller's input. */
  readonly languagePointer?: string;
  readonly variables: ReadonlyMap<string, unknown>;
  /** False: the raw text of the language. */
  readonly processed: boolean;
  readonly includeAssets: boolean;
  /** Whether the use of another text for a missing language is an error. */
  readonly strict: boolean;
  /** The purpose of the text, which decides between the permissions `prompt:serve` and `prompt:execute`. The default is `serve`. */
  readonly use?: 'serve' | 'execute';
}

export interface ServedPrompt {
  readonly project: ProjectRef;
  readonly prompt: Prompt;
  readonly version: TextVersion;
  readonly language: ChosenLanguage;
  readonly text: string;
  /** The names of the variables that the caller gave. */
  readonly provided: readonly string[];
  /** The references that remained in the text, each once: `name` or `asset:key`. */
  readonly unresolved: readonly string[];
  readonly usedAssets: readonly UsedAsset[];
  /** The other prompts whose texts are included. */
  readonly usedPrompts: readonly PromptFragment[];
  /** All assets of the prompt, if they were requested. */
  readonly assets: readonly ListedAsset[] | null;
}

/** Serves prompts in the lenient way of v1: what cannot be resolved stays in the text and is listed. */
export class ServePrompt {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionChoice,
    private readonly fragments: PromptFragments,
    private readonly inliner: TextInliner,
    private readonly assetSource: AssetSource,
    private readonly meter: AccessMeter,
  ) {}

  execute(command: ServePromptCommand): Promise<ServedPrompt> {
    return this.meter.count(command.use ?? 'serve', command.actor, (trace) => this.#serve(command, trace));
  }

  async #serve(command: ServePromptCommand, trace: AccessTrace): Promise<ServedPrompt> {
    const { actor, variables, languageCode: language, use = 'serve' } = command;
    const permission = `prompt:${use}`;
    const located = await this.lookup.require(actor, permission, command.project, command.prompt);
    const { version, environment } = await this.versions.choose(actor, located, command.versionTag, command.environmentName);
    trace.target = { version: version.state, environmentId: environment?.id ?? null };
    if (language !== null) requireLanguageCode(command.languagePointer ?? '?languageCode', language);
    const { slug, id: promptId } = located.prompt.state;
    const budget = new ReadingBudget();
    const wanted = { project: located.project.slug, prompt: slug, version, language };
    const root = command.processed ? await this.fragments.one(wanted, budget) : await this.fragments.bare(wanted);
    trace.language = root.language.served;
    const scope = { actor, permission, environment: environment?.name ?? null, budget };
    const rules = { optionalIsEmpty: false, followPrompts: true };
    const inlined = command.processed ? await this.inliner.inline(scope, root, variables, rules) : asItIs(root);
    if (command.strict) requireLanguages(inlined);
    trace.included = inlined.prompts.slice(1).map(({ fragment }) => fragment.versionId);
    return {
      ...located,
      version,
      language: root.language,
      text: inlined.text,
      provided: [...variables].flatMap(([name, value]) => (isGiven(value) ? [name] : [])),
      unresolved: inlined.unresolved,
      usedAssets: inlined.assets,
      usedPrompts: inlined.prompts.slice(1).map((each) => each.fragment),
      assets: command.includeAssets
        ? await this.assetSource.list(actor.tenantId, promptId, Boolean(actor.scopes?.environments), budget)
        : null,
    };
  }
}

const asItIs = (root: PromptFragment): Inlined => ({
  text: root.source,
  unresolved: [],
  assets: [],
  prompts: [{ fragment: root, plan: { parts: [], declared: root.variables, variables: new Set(), assetKeys: new Set() } }],
});
