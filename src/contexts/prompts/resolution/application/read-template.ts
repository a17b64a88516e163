import { createHash } from 'node:crypto';
import type { Actor } from '#shared/actor';
import { canonicalBytes } from '#shared/canonical-json';
import { Invalid } from '#shared/errors';
import type { EnvironmentRef } from '../../prompt/application/project-catalogue.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { VariableDeclaration } from '../../prompt/domain/variable';
import type { Version } from '../../prompt/domain/version';
import type { Template } from '../domain/template';
import { effectiveVariables } from '../domain/variable-contract';
import type { ChosenLanguage, TextChoice } from './text-choice';
import type { VersionChoice } from './version-choice';

/** What to resolve: exactly one of `version` (a tag or `latest`) and `environment` (a name). */
export interface ReadTemplateCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly version: string | null;
  readonly environment: string | null;
  readonly language: string | null;
}

export interface CompiledPrompt {
  readonly version: Version;
  readonly environment: EnvironmentRef | null;
  readonly language: ChosenLanguage;
  readonly template: Template;
  /** Declared ones, and those that only the text names. */
  readonly variables: readonly VariableDeclaration[];
  /** Strong: changes with everything that this answer says. With quotes, as in the header. */
  readonly etag: string;
}

/** The compiled template of a prompt with its variables; takes no values. */
export class ReadTemplate {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionChoice,
    private readonly texts: TextChoice,
  ) {}

  async execute({
    actor,
    project,
    prompt,
    version: versionTag,
    environment: environmentName,
    language: requested,
  }: ReadTemplateCommand): Promise<CompiledPrompt> {
    const located = await this.lookup.require(actor, 'prompt:resolve', project, prompt);
    if ((versionTag === null) === (environmentName === null)) {
      throw new Invalid('prompts.resolve_invalid', [
        { pointer: '/version', message: 'exactly one of version and environment must be given' },
        { pointer: '/environment', message: 'exactly one of version and environment must be given' },
      ]);
    }
    const { version, environment } = await this.versions.choose(actor, located, versionTag ?? 'latest', environmentName);
    const { template, source, language } = await this.texts.choose(version, requested, '/language');
    const { id, contentHash } = version.state;
    const etag = etagOf({ versionId: id, contentHash, environment: environment?.name ?? null, language: { ...language }, text: source });
    return { version, environment, language, template, variables: effectiveVariables(version.state.variables, template), etag };
  }
}

const etagOf = (parts: object): string => `"${createHash('sha256').update(canonicalBytes(parts)).digest('base64url')}"`;
