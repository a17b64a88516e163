import type { Actor } from '#shared/actor';
import type { ProjectRef } from '../../prompt/application/project-catalogue.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { Prompt } from '../../prompt/domain/prompt';
import type { Version } from '../../prompt/domain/version';
import { isGiven, render, type Rendered } from '../domain/render';
import { withDefaults } from '../domain/variable-contract';
import type { ChosenLanguage, TextChoice } from './text-choice';
import type { VersionChoice } from './version-choice';

export interface ServePromptCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  /** A tag or `latest`, in any case. */
  readonly versionTag: string;
  readonly environmentName: string | null;
  readonly languageCode: string | null;
  readonly variables: ReadonlyMap<string, unknown>;
  /** False: the raw text of the language. */
  readonly processed: boolean;
}

export interface ServedPrompt extends Rendered {
  readonly project: ProjectRef;
  readonly prompt: Prompt;
  readonly version: Version;
  readonly language: ChosenLanguage;
  /** Names of the variables that the caller gave. */
  readonly provided: readonly string[];
}

/** The lenient v1 way: what cannot be resolved stays in the text and is listed. */
export class ServePrompt {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionChoice,
    private readonly texts: TextChoice,
  ) {}

  async execute(command: ServePromptCommand): Promise<ServedPrompt> {
    const { actor, variables } = command;
    const located = await this.lookup.require(actor, 'prompt:resolve', command.project, command.prompt);
    const { version } = await this.versions.choose(actor, located, command.versionTag, command.environmentName);
    const { template, source, language } = await this.texts.choose(version, command.languageCode, '?languageCode');
    const rendered = command.processed
      ? render(template, withDefaults(version.state.variables, variables))
      : { text: source, unresolved: [] };
    const provided = [...variables].flatMap(([name, value]) => (isGiven(value) ? [name] : []));
    return { ...located, version, language, provided, ...rendered };
  }
}
