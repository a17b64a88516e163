import type { Actor } from '#shared/actor';
import { referredTo } from '#shared/errors';
import type { ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { TranslationState } from '../../prompt/domain/translation';
import type { Version } from '../../prompt/domain/version';
import type { Inlined } from '../domain/inlining';
import { isLanguageCode, requireLanguageCode } from '../domain/language';
import { ReadingBudget } from '../domain/reading-budget';
import { requireLanguages } from '../domain/strict-language';
import type { PromptFragments } from './prompt-fragments';
import type { TextInliner } from './text-inliner';

/** What was read by the caller before: they may see the version. */
export interface PreviewVersionCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  /** Slug of the prompt. */
  readonly prompt: string;
  readonly version: Version;
  /** The text to show instead of the one that the language would choose. */
  readonly translation?: TranslationState;
  /** In which language; null: a translation's own, else the version's own text. */
  readonly language: string | null;
  /** In which untagged references are read; null: the newest. */
  readonly environmentId: string | null;
  readonly variables: ReadonlyMap<string, unknown>;
  /** False: only assets and variables are replaced. */
  readonly followPrompts: boolean;
  readonly strict: boolean;
}

/** A version's text, or that of a translation, as it would be served, for people who look at it. */
export class PreviewVersion {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly fragments: PromptFragments,
    private readonly inliner: TextInliner,
  ) {}

  async execute({ actor, project, prompt, version, translation, ...command }: PreviewVersionCommand): Promise<Inlined> {
    if (command.language !== null) requireLanguageCode('?regionCode', command.language);
    const own = translation && isLanguageCode(translation.languageCode) ? translation.languageCode : null;
    const language = command.language ?? own;
    const environment =
      command.environmentId === null
        ? null
        : await referredTo(this.catalogue.environment(actor, version.state.projectId, command.environmentId));
    const budget = new ReadingBudget();
    const root = await this.fragments.one({ project, prompt, version, language, ...(translation ? { translation } : {}) }, budget);
    const scope = { actor, permission: 'version:read', environment: environment?.name ?? null, budget };
    const rules = { optionalIsEmpty: false, followPrompts: command.followPrompts };
    const inlined = await this.inliner.inline(scope, root, command.variables, rules);
    if (command.strict) requireLanguages(inlined);
    return inlined;
  }
}
