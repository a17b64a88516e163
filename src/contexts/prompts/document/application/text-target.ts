import type { Actor } from '#shared/actor';
import type { Asset } from '../../asset/domain/asset';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import type { DocumentText, DocumentTranslation } from '../domain/prompt-document';

/** The owner of the versions, and the actor that changes them. */
export interface TextOwner {
  readonly actor: Actor;
  readonly located: LocatedPrompt;
  /** Null: the prompt itself. */
  readonly asset: Asset | null;
  /** The reason for which callers of an earlier version may lose variables; null: they may not. */
  readonly breakingReason: string | null;
}

/** The current state of a version. */
export interface PresentText {
  readonly tag: string;
  readonly status: 'draft' | 'active' | 'archived';
  readonly activated: boolean;
  /** The `sourceHash` of a translation that is current. */
  readonly sourceHash: string;
  readonly translations: readonly DocumentTranslation[];
}

/** The use cases of versions that a document needs, either for prompts or for assets. */
export abstract class TextTarget<W extends DocumentText> {
  abstract readonly resource: 'version' | 'asset-version';
  abstract readonly translation: 'translation' | 'asset-translation';
  /** The name of the text in the use cases. */
  abstract readonly textField: string;
  /** The name of the translations of a new version in the use cases. */
  abstract readonly translationsField: string;

  /** The tags of all versions. */
  abstract tags(owner: TextOwner): Promise<readonly string[]>;
  abstract find(owner: TextOwner, tag: string): Promise<PresentText | null>;
  /** Creates a draft with some of its translations. */
  abstract create(owner: TextOwner, wanted: W & NewText, translations: readonly DocumentTranslation[]): Promise<PresentText>;
  /** Whether {@link edit} would change anything. Throws what {@link edit} would throw. */
  abstract differs(owner: TextOwner, wanted: W): Promise<boolean>;
  /** Reads a version without its translations. */
  abstract edit(owner: TextOwner, wanted: W): Promise<PresentText>;
  abstract addTranslation(owner: TextOwner, tag: string, wanted: DocumentTranslation): Promise<unknown>;
  abstract changeTranslation(owner: TextOwner, tag: string, wanted: DocumentTranslation): Promise<unknown>;
  abstract activate(owner: TextOwner, tag: string): Promise<unknown>;
  abstract archive(owner: TextOwner, tag: string): Promise<unknown>;
  abstract restore(owner: TextOwner, tag: string): Promise<unknown>;
}

/** The content that a new version needs. */
export interface NewText {
  readonly text: string;
  readonly languageCode: string;
}
