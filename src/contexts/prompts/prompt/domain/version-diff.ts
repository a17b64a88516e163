import { canonicalBytes } from '#shared/canonical-json';
import { DiffEffort } from '#shared/diff-effort';
import { diffTexts, type TextDiff } from '#shared/text-diff';
import { contractOf } from '../../template/domain/variable-contract';
import { assetReferencesOf, parseTemplate, promptReferencesOf, type Template } from '../../template/domain/template';
import type { VariableDeclaration } from '../../template/domain/variable';
import type { TextTranslation, TextTranslationState } from '../../text/domain/text-translation';
import type { TextVersion } from '../../text/domain/text-version';

export interface VariableChange {
  readonly name: string;
  readonly before: VariableDeclaration;
  readonly after: VariableDeclaration;
}

export interface TranslationChange {
  readonly languageCode: string;
  readonly text: TextDiff;
}

/** The items that only the newer version has, and those that only the older one has, in their order there. */
export interface SetDiff<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** The languages that were added, were removed, or have another text. */
export interface TranslationsDiff extends SetDiff<string> {
  readonly changed: readonly TranslationChange[];
}

/** The difference between two versions of a prompt. */
export interface VersionDiff {
  readonly text: TextDiff;
  readonly languageCode: { readonly before: string; readonly after: string };
  /** The variables that callers send, including those in a draft's text that its activation will declare. */
  readonly variables: SetDiff<VariableDeclaration> & { readonly changed: readonly VariableChange[] };
  readonly literals: SetDiff<string>;
  readonly translations: TranslationsDiff;
  /** References to assets as in the text: `key` or `key:tag`. */
  readonly assets: SetDiff<string>;
  /** References to prompts as in the text, for example `footer:1.0.0`. */
  readonly prompts: SetDiff<string>;
}

export interface ComparedVersion {
  readonly version: TextVersion;
  readonly translations: readonly TextTranslation[];
}

export function diffVersions(before: ComparedVersion, after: ComparedVersion): VersionDiff {
  const [older, newer] = [before.version.state, after.version.state];
  const effort = new DiffEffort(pairsOf(statesOf(before), statesOf(after)).length + 1);
  return {
    text: diffTexts(older.text, newer.text, effort),
    languageCode: { before: older.languageCode, after: newer.languageCode },
    variables: variableDiff(contractOf(older), contractOf(newer)),
    literals: setDiff(older.literals, newer.literals),
    translations: translationDiff(statesOf(before), statesOf(after), effort),
    assets: setDiff(assetReferencesOf(templateOf(before.version)), assetReferencesOf(templateOf(after.version))),
    prompts: setDiff(promptReferencesOf(templateOf(before.version)), promptReferencesOf(templateOf(after.version))),
  };
}

function variableDiff(before: readonly VariableDeclaration[], after: readonly VariableDeclaration[]): VersionDiff['variables'] {
  const old = new Map(before.map((each) => [each.name, each]));
  const fresh = new Set(after.map((each) => each.name));
  return {
    added: after.filter((each) => !old.has(each.name)),
    removed: before.filter((each) => !fresh.has(each.name)),
    changed: after.flatMap((each) => {
      const was = old.get(each.name);
      return was && !same(was, each) ? [{ name: each.name, before: was, after: each }] : [];
    }),
  };
}

export type TranslatedText = Pick<TextTranslationState, 'languageCode' | 'text'>;

/** The translations that both have and that differ. */
export function pairsOf(
  before: readonly TranslatedText[],
  after: readonly TranslatedText[],
): readonly (TranslatedText & { readonly was: string })[] {
  const old = new Map(before.map((each) => [each.languageCode, each.text]));
  return after.flatMap(({ languageCode, text }) => {
    const was = old.get(languageCode);
    return was !== undefined && was !== text ? [{ languageCode, text, was }] : [];
  });
}

export function translationDiff(before: readonly TranslatedText[], after: readonly TranslatedText[], effort: DiffEffort): TranslationsDiff {
  const languagesOf = (of: readonly TranslatedText[]): string[] => of.map(({ languageCode }) => languageCode);
  const changed = pairsOf(before, after).map(({ languageCode, text, was }) => ({
    languageCode,
    text: diffTexts(was, text, effort),
  }));
  return { ...setDiff(languagesOf(before), languagesOf(after)), changed };
}

const statesOf = ({ translations }: ComparedVersion): TextTranslationState[] => translations.map(({ state }) => state);

const templateOf = ({ state }: TextVersion): Template => parseTemplate(state.text, state.literals);

function setDiff(before: readonly string[], after: readonly string[]): SetDiff<string> {
  const [old, fresh] = [new Set(before), new Set(after)];
  return { added: after.filter((each) => !old.has(each)), removed: before.filter((each) => !fresh.has(each)) };
}

const same = (a: VariableDeclaration, b: VariableDeclaration): boolean => canonicalBytes(a).equals(canonicalBytes(b));
