import type { Actor } from '#shared/actor';
import type { Asset } from '../../asset/domain/asset';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import type { DocumentText, DocumentTranslation } from '../domain/prompt-document';

/** Whose versions these are, and who brings them. */
export interface TextOwner {
  readonly actor: Actor;
  readonly located: LocatedPrompt;
  /** Null: the prompt itself. */
  readonly asset: Asset | null;
  /** Why callers of a version before may lose variables; null: they may not. */
  readonly breakingReason: string | null;
}

/** A version as it is. */
export interface PresentText {
  readonly tag: string;
  readonly status: 'draft' | 'active' | 'archived';
  readonly activated: boolean;
  /** `sourceHash` of a translation that is current. */
  readonly sourceHash: string;
  readonly translations: readonly DocumentTranslation[];
}

/** The use cases of versions, as a document needs them: those of prompts, or those of assets. */
export abstract class TextTarget<W extends DocumentText> {
  abstract readonly resource: 'version' | 'asset-version';
  abstract readonly translation: 'translation' | 'asset-translation';
  /** What the use cases call the text. */
  abstract readonly textField: string;
  /** What they call the translations of a new version. */
  abstract readonly translationsField: string;

  /** Tags of all versions. */
  abstract tags(owner: TextOwner): Promise<readonly string[]>;
  abstract find(owner: TextOwner, tag: string): Promise<PresentText | null>;
  /** A draft with some of its translations. */
  abstract create(owner: TextOwner, wanted: W & NewText, translations: readonly DocumentTranslation[]): Promise<PresentText>;
  /** Whether {@link edit} would change anything; throws what that would throw. */
  abstract differs(owner: TextOwner, wanted: W): Promise<boolean>;
  /** Without its translations. */
  abstract edit(owner: TextOwner, wanted: W): Promise<PresentText>;
  abstract addTranslation(owner: TextOwner, tag: string, wanted: DocumentTranslation): Promise<unknown>;
  abstract changeTranslation(owner: TextOwner, tag: string, wanted: DocumentTranslation): Promise<unknown>;
  abstract activate(owner: TextOwner, tag: string): Promise<unknown>;
  abstract archive(owner: TextOwner, tag: string): Promise<unknown>;
  abstract restore(owner: TextOwner, tag: string): Promise<unknown>;
}

/** What a new version needs. */
export interface NewText {
  readonly text: string;
  readonly languageCode: string;
}
