import type { EntitySchema } from 'typeorm';
import type { StoreRules } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListRules } from '#shared/list';
import { openingsIn } from '../../../template/domain/placeholder-count';
import type { TextKind } from '../../domain/text-kind';
import { TextTranslationTaken, TextVersionNotFound } from '../../domain/text-errors';
import { TextTranslation, type TextTranslationState } from '../../domain/text-translation';
import type { TextVersionState } from '../../domain/text-version';

/** The columns of a version in the tables of all kinds. */
export interface VersionRow
  extends Omit<TextVersionState, 'promptId' | 'variables' | 'literals' | 'variablesDeclared' | 'aiModelId'>, Weighed {}

export interface TranslationRow extends TextTranslationState, Weighed {}

/** The text of a translation from one moment (included) to another (excluded). Rows are added and never changed. */
export interface TranslationTextRow extends Omit<TextTranslationState, 'id' | 'updatedAt'> {
  readonly translationId: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

interface Weighed {
  /** The number of `{{` in the text. The column is nullable, because a later migration added it. */
  readonly placeholders: number | null;
}

/** The tables of one kind of text, and their differences from those of other kinds. */
export interface TextTables {
  readonly kind: TextKind;
  readonly versions: EntitySchema<VersionRow>;
  readonly translations: EntitySchema<TranslationRow>;
  readonly history: EntitySchema<TranslationTextRow>;
  /** The names of columns, for conditions in SQL. */
  readonly columns: { readonly parent: string; readonly text: string; readonly long: readonly string[] };
  /** The names of constraints. */
  readonly constraints: {
    readonly tag: string;
    readonly parent: string;
    readonly pointer: string;
    readonly language: string;
    readonly version: string;
  };
  /** The error for a version whose prompt or asset was deleted. */
  parentGone(): Error;
  /** The names under which a deletion counts its rows, that of the version first. */
  readonly counted: { readonly version: string; readonly translations: string };
  readonly lists: { readonly versions: ListRules<VersionRow>; readonly translations: ListRules<TranslationRow> };
  /** The filter of lists for a language, and whether it is found in any case. */
  readonly language: { readonly filter: string; readonly anyCase: boolean };
  /** What lists of prompts or assets show of their versions, and the column by which a whole list finds them. */
  readonly tags: {
    readonly properties: readonly (keyof VersionRow)[];
    readonly scope: 'projectId' | 'promptId';
    readonly scoped: boolean;
  };
  /** The API route that reads the versions of a long prompt or asset in pages. */
  readonly pages: string;
  toRow(state: TextVersionState): Omit<VersionRow, 'placeholders'>;
  toState(row: VersionRow): TextVersionState;
}

export const weighed = <T extends { readonly text: string }>(state: T): T & Weighed => ({ ...state, placeholders: openingsIn(state.text) });

export const translationRules = ({ kind, constraints }: TextTables): StoreRules<TranslationRow, TextTranslation> => ({
  restore: (row) => TextTranslation.restore(kind, row),
  stale: ({ languageCode }) => new StaleRevision(kind.words.translation, languageCode),
  constant: ['versionId', 'languageCode', 'createdAt'],
  taken: {
    [constraints.language]: ({ languageCode }) => new TextTranslationTaken(kind, languageCode),
    [constraints.version]: () => new TextVersionNotFound(kind, null),
  },
});
