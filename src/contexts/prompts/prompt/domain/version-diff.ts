import { canonicalBytes } from '#shared/canonical-json';
import { diffTexts, type TextDiff } from '#shared/text-diff';
import { assetReferencesOf, parseTemplate, promptReferencesOf, type Template } from '../../resolution/domain/template';
import type { TranslationState } from './translation';
import type { VariableDeclaration } from './variable';
import type { Version } from './version';

export interface VariableChange {
  readonly name: string;
  readonly before: VariableDeclaration;
  readonly after: VariableDeclaration;
}

export interface TranslationChange {
  readonly languageCode: string;
  readonly text: TextDiff;
}

/** What the newer version has, and the older one has not; both in the order in which they stand there. */
export interface SetDiff<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** Languages that came, went and have another text. */
export interface TranslationsDiff extends SetDiff<string> {
  readonly changed: readonly TranslationChange[];
}

/** From one version of a prompt to another. */
export interface VersionDiff {
  readonly text: TextDiff;
  readonly languageCode: { readonly before: string; readonly after: string };
  readonly variables: SetDiff<VariableDeclaration> & { readonly changed: readonly VariableChange[] };
  readonly literals: SetDiff<string>;
  readonly translations: TranslationsDiff;
  /** References to assets as they stand in the text: `key` or `key:tag`. */
  readonly assets: SetDiff<string>;
  /** References to prompts as they stand in the text, e.g. `footer:1.0.0`. */
  readonly prompts: SetDiff<string>;
}

export interface ComparedVersion {
  readonly version: Version;
  readonly translations: readonly TranslationState[];
}

export function diffVersions(before: ComparedVersion, after: ComparedVersion): VersionDiff {
  const [older, newer] = [before.version.state, after.version.state];
  return {
    text: diffTexts(older.promptText, newer.promptText),
    languageCode: { before: older.languageCode, after: newer.languageCode },
    variables: variableDiff(older.variables, newer.variables),
    literals: setDiff(older.literals, newer.literals),
    translations: translationDiff(before.translations, after.translations),
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

export type TranslatedText = Pick<TranslationState, 'languageCode' | 'promptText'>;

export function translationDiff(before: readonly TranslatedText[], after: readonly TranslatedText[]): TranslationsDiff {
  const old = new Map(before.map((each) => [each.languageCode, each.promptText]));
  const fresh = new Map(after.map((each) => [each.languageCode, each.promptText]));
  const languages = setDiff([...old.keys()], [...fresh.keys()]);
  const pairs = [...fresh].flatMap(([languageCode, text]) => {
    const was = old.get(languageCode);
    return was !== undefined && was !== text ? [{ languageCode, was, text }] : [];
  });
  const changed = pairs.map(({ languageCode, was, text }) => ({ languageCode, text: diffTexts(was, text, pairs.length) }));
  return { ...languages, changed };
}

const templateOf = ({ state }: Version): Template => parseTemplate(state.promptText, state.literals);

function setDiff(before: readonly string[], after: readonly string[]): SetDiff<string> {
  const [old, fresh] = [new Set(before), new Set(after)];
  return { added: after.filter((each) => !old.has(each)), removed: before.filter((each) => !fresh.has(each)) };
}

const same = (a: VariableDeclaration, b: VariableDeclaration): boolean => canonicalBytes(a).equals(canonicalBytes(b));
