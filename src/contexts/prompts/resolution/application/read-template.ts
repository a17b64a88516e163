import { createHash } from 'node:crypto';
import type { Actor } from '#shared/actor';
import { canonicalBytes } from '#shared/canonical-json';
import { referredTo, Invalid } from '#shared/errors';
import type { EnvironmentRef } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { VariableDeclaration } from '../../template/domain/variable';
import type { Inlined } from '../domain/inlining';
import { requireLanguageCode, type ChosenLanguage } from '../../template/domain/language';
import { ReadingBudget } from '../domain/reading-budget';
import { requireLanguages } from '../domain/strict-language';
import type { Template } from '../../template/domain/template';
import { effectiveVariables } from '../../template/domain/variable-contract';
import type { PromptFragments } from './prompt-fragments';
import type { TextInliner } from './text-inliner';
import type { VersionChoice } from './version-choice';
import type { TextVersion } from '../../text/domain/text-version';
import type { AccessTrace } from '../../usage/application/access-meter';

/** The version to resolve: exactly one of `version` (a tag or `latest`) and `environment` (a name). */
export interface ReadTemplateCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly version: string | null;
  readonly environment: string | null;
  readonly language: string | null;
  /** The prefix of the pointers to the fields above in the caller's input; the default is `/`. */
  readonly pointer?: string;
  /** Whether the use of another text for a missing language is an error. */
  readonly strict: boolean;
  /** The kind of the access in the usage report. */
  readonly trace?: AccessTrace;
}

export interface CompiledPrompt {
  readonly version: TextVersion;
  readonly environment: EnvironmentRef | null;
  readonly language: ChosenLanguage;
  /** The language of the prompt's own text. */
  readonly template: Template;
  /** The variables of all included texts: the declared ones, and those that only a text names. */
  readonly variables: readonly VariableDeclaration[];
  readonly inlined: Inlined;
  /** A strong ETag with its quotes, which changes with everything that the response shows and with every included text. */
  readonly etag: string;
}

/** The compiled template of a prompt with everything that it refers to, and the variables that they accept. */
export class ReadTemplate {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionChoice,
    private readonly fragments: PromptFragments,
    private readonly inliner: TextInliner,
    private readonly newBudget: () => ReadingBudget = () => new ReadingBudget(),
  ) {}

  /** `given` can change what is included, because a value may take the place of an asset. */
  async execute(command: ReadTemplateCommand, given: ReadonlyMap<string, unknown> = new Map()): Promise<CompiledPrompt> {
    const { actor, project, prompt, version: versionTag, environment: environmentName, language, pointer = '/', trace } = command;
    const located = await this.lookup.require(actor, 'prompt:resolve', project, prompt);
    if ((versionTag === null) === (environmentName === null)) {
      throw new Invalid('prompts.resolve_invalid', [
        { pointer: `${pointer}version`, message: 'exactly one of version and environment must be given' },
        { pointer: `${pointer}environment`, message: 'exactly one of version and environment must be given' },
      ]);
    }
    const { version, environment } = await referredTo(this.versions.choose(actor, located, versionTag ?? 'latest', environmentName));
    if (trace) trace.target = { version: version.state, environmentId: environment?.id ?? null };
    if (language !== null) requireLanguageCode(`${pointer}language`, language);
    const budget = this.newBudget();
    const { slug } = located.prompt.state;
    const root = await this.fragments.one({ project: located.project.slug, prompt: slug, version, language }, budget);
    const scope = { actor, permission: 'prompt:resolve', environment: environment?.name ?? null, budget };
    if (trace) trace.language = root.language.served;
    const inlined = await this.inliner.inline(scope, root, given, { optionalIsEmpty: true, followPrompts: true });
    if (command.strict) requireLanguages(inlined);
    if (trace) trace.included = inlined.prompts.slice(1).map(({ fragment }) => fragment.versionId);
    const variables = effectiveVariables(inlined.prompts.map((each) => each.plan));
    const etag = etagOf({ environment: scope.environment, language: { ...root.language }, variables, nodes: nodesOf(inlined) });
    return { version, environment, language: root.language, template: root.template, variables, inlined, etag };
  }
}

/** Everything that the text consists of, so that every change of it is visible. */
const nodesOf = ({ prompts, assets }: Inlined): object[] => [
  ...prompts.map(({ fragment: { versionId, contentHash, language, source } }) => ({
    versionId,
    contentHash,
    language,
    text: sha256(source),
  })),
  ...assets.map(({ asset: { versionId, language, source: text }, source }) => ({ source, versionId, language, text: sha256(text) })),
];

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64url');

const etagOf = (parts: object): string => `"${sha256(canonicalBytes(parts))}"`;
