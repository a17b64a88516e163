import type { Change } from './change';
import type { StoredText, StoredTranslation } from './stored-prompt';
import { MAX_TRANSLATIONS } from '../../text/domain/text-translation';

/** How the texts of prompts and of assets differ on the wire. */
export interface TextKind {
  readonly version: 'version' | 'asset-version';
  readonly translation: 'translation' | 'asset-translation';
  /** What the text is called in a version's body and in a translation's. */
  readonly text: 'promptText' | 'value';
  readonly initialTranslations: 'initialTranslations' | 'translations';
}

export const PROMPT_TEXT: TextKind = {
  version: 'version',
  translation: 'translation',
  text: 'promptText',
  initialTranslations: 'initialTranslations',
};
export const ASSET_TEXT: TextKind = {
  version: 'asset-version',
  translation: 'asset-translation',
  text: 'value',
  initialTranslations: 'translations',
};

/** The prompt or asset of the text. */
export interface Place {
  readonly prompt: string;
  readonly asset?: string;
}

/** Stands in for a text until the real one is set; never a text's own value. */
export const standIn = (text: string): string => (text === '-' ? '+' : '-');

/** Why an activation may break callers: the version did so where it comes from. */
const REASON = 'Brought in with the version that it is';

export const isStale = ({ translations }: StoredText): boolean => translations.some((each) => each.stale);

/** The body of a new version. Translations that are to be stale are given with another text, which is set right afterwards. */
export function textBody(kind: TextKind, wanted: StoredText): Record<string, unknown> {
  return {
    [kind.text]: isStale(wanted) ? standIn(wanted.text) : wanted.text,
    languageCode: wanted.language,
    changeMessage: wanted.changeMessage,
    [kind.initialTranslations]: initialOf(wanted).map(({ language, text }) => ({ languageCode: language, [kind.text]: text })),
  };
}

/** A version, made with {@link textBody} as a draft, becomes what it should be. */
export function finishing(kind: TextKind, place: Place, wanted: StoredText): Change[] {
  const initial = initialOf(wanted);
  const added = wanted.translations.filter((each) => !initial.includes(each));
  const adding = (each: StoredTranslation): Change => addition(kind, place, wanted.tag, each);
  const setRight: Change[] = [
    { action: 'update', resource: kind.version, ...place, id: wanted.tag, body: { [kind.text]: wanted.text } },
    ...initial.filter((each) => !each.stale).map((each) => translated(kind, place, wanted.tag, each)),
  ];
  return [
    ...added.filter((each) => each.stale).map(adding),
    ...(isStale(wanted) ? setRight : []),
    ...added.filter((each) => !each.stale).map(adding),
    ...reaching(kind, place, wanted, 'draft', false),
  ];
}

/** Those that a new version comes with: there is a limit, and some can not be added later. */
export function initialOf({ translations }: Pick<StoredText, 'translations'>): readonly StoredTranslation[] {
  if (translations.length <= MAX_TRANSLATIONS) return translations;
  const only = translations.filter((each) => !canBeAdded(each.language));
  const others = translations.filter((each) => canBeAdded(each.language));
  return [...only, ...others.slice(0, Math.max(0, MAX_TRANSLATIONS - only.length))];
}

/** The routes that add a translation know those only; a version may be made with others. */
export const canBeAdded = (language: string): boolean => /^[a-z]{2}-[A-Z]{2}$/u.test(language);

export const addition = (kind: TextKind, place: Place, version: string, { language, text }: StoredTranslation): Change => ({
  action: 'create',
  resource: kind.translation,
  ...place,
  version,
  body: { languageCode: language, [kind.text]: text },
});

/** A translation's text, said to be of the version's present text. */
export const translated = (kind: TextKind, place: Place, version: string, { language, text }: StoredTranslation): Change => ({
  action: 'update',
  resource: kind.translation,
  ...place,
  version,
  id: language,
  body: { [kind.text]: text },
});

/** From the status that it has to the one that is wanted; nothing makes a draft of what was active. */
export function reaching(kind: TextKind, place: Place, wanted: StoredText, status: StoredText['status'], activated: boolean): Change[] {
  const address = { resource: kind.version, ...place, id: wanted.tag };
  const body = kind.version === 'version' ? { body: { allowBreaking: true, reason: REASON } } : {};
  const activate: Change = { action: 'activate', ...address, ...body };
  const restore: Change = { action: 'restore', ...address };
  const archive: Change = { action: 'archive', ...address };
  if (wanted.status === 'archived') {
    if (status === 'archived') return [];
    return status === 'draft' && wanted.activated ? [activate, archive] : [archive];
  }
  const back = status === 'archived' ? [restore] : [];
  const isActive = status === 'active' || (status === 'archived' && activated);
  return wanted.status === 'active' && !isActive ? [...back, activate] : back;
}
