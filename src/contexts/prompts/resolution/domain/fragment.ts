import type { VariableDeclaration } from '../../template/domain/variable';
import type { ChosenLanguage } from '../../template/domain/language';
import type { Template } from '../../template/domain/template';

/** A text that can replace a reference. */
interface Fragment {
  readonly versionId: string;
  readonly versionTag: string;
  readonly language: ChosenLanguage;
  /** The stored text in the chosen language. */
  readonly source: string;
  readonly template: Template;
}

/** A version of an enabled asset. */
export interface AssetFragment extends Fragment {
  readonly key: string;
}

/** A version of a prompt with the assets to which its own text may refer. */
export interface PromptFragment extends Fragment {
  /** Slug of the project. */
  readonly project: string;
  /** Slug of the prompt. */
  readonly prompt: string;
  /** The hash of the version's text, language, variables and literals. */
  readonly contentHash: string;
  /** The declared variables. */
  readonly variables: readonly VariableDeclaration[];
  /** The assets of this prompt by the reference `key[:tag]` in the text, without missing and disabled ones. */
  readonly assets: ReadonlyMap<string, AssetFragment>;
}

/** The identity of a text: the same version in the same requested language is the same text, wherever a reference to it is. */
export const fragmentId = ({ versionId, language }: PromptFragment): string => `${versionId} ${language.requested?.toLowerCase() ?? ''}`;
