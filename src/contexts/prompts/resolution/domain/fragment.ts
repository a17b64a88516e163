import type { VariableDeclaration } from '../../template/domain/variable';
import type { ChosenLanguage } from '../../template/domain/language';
import type { Template } from '../../template/domain/template';

/** A text that is ready to be put in the place of a reference. */
interface Fragment {
  readonly versionId: string;
  readonly versionTag: string;
  readonly language: ChosenLanguage;
  /** The text as it is stored, in the language that was chosen. */
  readonly source: string;
  readonly template: Template;
}

/** A version of an asset that is enabled. */
export interface AssetFragment extends Fragment {
  readonly key: string;
}

/** A version of a prompt with what its own text may refer to. */
export interface PromptFragment extends Fragment {
  /** Slug of the project. */
  readonly project: string;
  /** Slug of the prompt. */
  readonly prompt: string;
  /** Hash of the version's text, language, variables and literals. */
  readonly contentHash: string;
  /** The declared ones. */
  readonly variables: readonly VariableDeclaration[];
  /** Of this prompt, by the reference `key[:tag]` as it stands in the text; what is not there or disabled is missing. */
  readonly assets: ReadonlyMap<string, AssetFragment>;
}

/** The same version asked for in the same language is the same text, wherever it is referred to. */
export const fragmentId = ({ versionId, language }: PromptFragment): string => `${versionId} ${language.requested?.toLowerCase() ?? ''}`;
