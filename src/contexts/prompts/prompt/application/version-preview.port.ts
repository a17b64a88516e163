import type { Actor } from '#shared/actor';
import type { TextTranslationState } from '../../text/domain/text-translation';
import type { TextVersion } from '../../text/domain/text-version';

/** What was read by the caller before: they may see the version. */
export interface VersionPreviewCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  /** Slug of the prompt. */
  readonly prompt: string;
  readonly version: TextVersion;
  /** The text to show instead of the one that the language would choose. */
  readonly translation?: TextTranslationState;
  /** In which language; null: a translation's own, else the version's own text. */
  readonly language: string | null;
  /** In which untagged references are read; null: the newest. */
  readonly environmentId: string | null;
  readonly variables: ReadonlyMap<string, unknown>;
  /** False: only assets and variables are replaced. */
  readonly followPrompts: boolean;
  readonly strict: boolean;
}

export interface PreviewedText {
  readonly text: string;
  /** What stayed in the text, each once: `name` or `asset:key`. */
  readonly unresolved: readonly string[];
}

/** Shows the text of a version or translation as it would be served. */
export abstract class VersionPreview {
  abstract execute(command: VersionPreviewCommand): Promise<PreviewedText>;
}
