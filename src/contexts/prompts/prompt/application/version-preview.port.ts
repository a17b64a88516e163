import type { Actor } from '#shared/actor';
import type { TextTranslationState } from '../../text/domain/text-translation';
import type { TextVersion } from '../../text/domain/text-version';

/** A version that the caller has read before, and therefore may see. */
export interface VersionPreviewCommand {
  readonly actor: Actor;
  /** The slug of the project. */
  readonly project: string;
  /** The slug of the prompt. */
  readonly prompt: string;
  readonly version: TextVersion;
  /** The text to show instead of the one that the language would choose. */
  readonly translation?: TextTranslationState;
  /** The language. Null: that of the translation, or else of the version's own text. */
  readonly language: string | null;
  /** The environment for references without a tag. Null: the newest versions. */
  readonly environmentId: string | null;
  readonly variables: ReadonlyMap<string, unknown>;
  /** False: only assets and variables are replaced. */
  readonly followPrompts: boolean;
  readonly strict: boolean;
}

export interface PreviewedText {
  readonly text: string;
  /** The references that remained in the text, each once: `name` or `asset:key`. */
  readonly unresolved: readonly string[];
}

/** Shows the text of a version or translation as it would be served. */
export abstract class VersionPreview {
  abstract execute(command: VersionPreviewCommand): Promise<PreviewedText>;
}
