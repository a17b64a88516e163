import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { TranslationState } from '../../prompt/domain/translation';
import type { Version } from '../../prompt/domain/version';
import { chooseLanguage, requireLanguageCode, sameLanguage } from '../domain/language';
import type { Template } from '../domain/template';
import type { TemplateCompiler } from './template-compiler.port';

export interface ChosenLanguage {
  /** As the caller wrote it; null when none was asked for. */
  readonly requested: string | null;
  /** Code of the text that was taken. */
  readonly served: string;
  readonly fallback: boolean;
}

export interface ChosenTemplate {
  readonly source: string;
  readonly template: Template;
  readonly language: ChosenLanguage;
}

/** The text of a version in a language, compiled. */
export class TextChoice {
  constructor(
    private readonly versions: VersionRepository,
    private readonly compiler: TemplateCompiler,
  ) {}

  /** Throws Invalid when the requested code is none; `pointer` says where it stands in the request. */
  async choose({ state }: Version, requested: string | null, pointer: string): Promise<ChosenTemplate> {
    if (requested !== null) requireLanguageCode(pointer, requested);
    const isBase = requested === null || sameLanguage(requested, state.languageCode);
    const translations = isBase ? [] : await this.versions.translations(state.tenantId, [state.id]);
    const { text, fallback } = chooseLanguage<Version['state'], TranslationState>(requested, state, translations);
    // The hash covers base text and literals; a translation's text is told apart by its revision.
    const key = 'versionId' in text ? `${state.contentHash}:${text.id}:${text.revision}` : state.contentHash;
    return {
      source: text.promptText,
      template: this.compiler.compile(key, text.promptText, state.literals),
      language: { requested, served: text.languageCode, fallback },
    };
  }
}
