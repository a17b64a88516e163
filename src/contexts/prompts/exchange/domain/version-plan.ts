import type { Change } from './change';
import type { StoredText, StoredTranslation, StoredVariable, StoredVersion } from './stored-prompt';
import { addition, canBeAdded, finishing, reaching, standIn, textBody, translated, type Place, type TextKind } from './text-changes';

export interface Steps {
  readonly changes: Change[];
  readonly conflicts: string[];
  readonly extra: string[];
}

export const contentOf = (text: StoredText | StoredVersion): Record<string, unknown> =>
  'variables' in text ? { variables: text.variables.map(spoken), literals: text.literals } : {};

/** Without what the server takes for granted. */
const spoken = ({ name, type, required, default: fallback, description, example }: StoredVariable): Record<string, unknown> => ({
  name,
  ...(type === 'string' ? {} : { type }),
  ...(required === (fallback === null) ? {} : { required }),
  ...(fallback === null ? {} : { default: fallback }),
  ...(description === null ? {} : { description }),
  ...(example === null ? {} : { example }),
});

/** A version that is not there yet. */
export const newVersion = (kind: TextKind, place: Place, wanted: StoredText): Change[] => [
  {
    action: 'create',
    resource: kind.version,
    ...place,
    body: { versionTag: wanted.tag, ...textBody(kind, wanted), ...contentOf(wanted) },
  },
  ...finishing(kind, place, wanted),
];

/** What brings the versions that are there to those that are wanted. What is fixed and differs is a conflict. */
export function versionSteps(
  kind: TextKind,
  place: Place,
  wanted: readonly StoredText[],
  there: readonly StoredText[],
  steps: Steps,
): void {
  const called = (tag: string): string => [place.prompt, place.asset, tag].filter((each) => each !== undefined).join(' ');
  const known = new Map(there.map((each) => [each.tag, each]));
  for (const each of wanted) {
    const old = known.get(each.tag);
    if (old) changedVersion(kind, place, { wanted: each, old, name: called(each.tag) }, steps);
    else steps.changes.push(...newVersion(kind, place, each));
  }
  const tags = new Set(wanted.map((each) => each.tag));
  steps.extra.push(...there.filter((each) => !tags.has(each.tag)).map((each) => `version ${called(each.tag)}`));
}

interface Pair {
  readonly wanted: StoredText;
  readonly old: StoredText;
  readonly name: string;
}

function changedVersion(kind: TextKind, place: Place, { wanted, old, name }: Pair, { changes, conflicts, extra }: Steps): void {
  const content = (each: StoredText): [string, unknown][] =>
    Object.entries({ [kind.text]: each.text, languageCode: each.language, ...contentOf(each) });
  const before = Object.fromEntries(content(old));
  // Only what differs: of a version that did not fit one request, a part may be there.
  const differing = Object.fromEntries(content(wanted).filter(([name, value]) => !same(value, before[name])));
  const edited = Object.keys(differing).length > 0;
  if (edited && old.status !== 'draft') {
    conflicts.push(`version ${name} is ${old.status} with another text; give the new one a tag of its own`);
    return;
  }
  if (wanted.status === 'draft' && old.activated) conflicts.push(`version ${name} was active, and is no draft any more`);
  const isDraft = old.status === 'draft';
  const known = new Map(old.translations.map((each) => [each.language, each]));
  const moved = wanted.text !== old.text || wanted.language !== old.language;
  // Made of another text than the version's, which comes afterwards.
  const stale = wanted.translations.filter((each) => isDraft && each.stale && !isStaleThere(each, known.get(each.language), moved));
  const away = stale.length > 0 && !moved;
  if (away)
    changes.push({ action: 'update', resource: kind.version, ...place, id: wanted.tag, body: { [kind.text]: standIn(wanted.text) } });
  const put = (each: StoredTranslation): void => {
    if (known.has(each.language)) changes.push(translated(kind, place, wanted.tag, each));
    else if (!canBeAdded(each.language))
      conflicts.push(`translation ${name} ${each.language} is missing there; a version that is there takes languages such as fr-FR only`);
    else if (each.stale && !isDraft)
      conflicts.push(`translation ${name} ${each.language} is missing there, and of an earlier text; it would be taken for current`);
    else changes.push(addition(kind, place, wanted.tag, each));
  };
  stale.forEach(put);
  const message = wanted.changeMessage === old.changeMessage ? {} : { changeMessage: wanted.changeMessage };
  const body = { ...differing, ...(away ? { [kind.text]: wanted.text } : {}), ...message };
  if (Object.keys(body).length > 0) changes.push({ action: 'update', resource: kind.version, ...place, id: wanted.tag, body });
  for (const each of wanted.translations) {
    const there = known.get(each.language);
    const isDone = there?.text === each.text && (each.stale || !(there.stale || moved));
    if (!isDone && !stale.includes(each)) put(each);
  }
  const languages = new Set(wanted.translations.map((each) => each.language));
  for (const { language } of old.translations) if (!languages.has(language)) extra.push(`translation ${name} ${language}`);
  if (!(wanted.status === 'draft' && old.activated)) changes.push(...reaching(kind, place, wanted, old.status, old.activated));
}

/** Whether nothing has to be done for a stale translation of a draft. */
const isStaleThere = (wanted: StoredTranslation, before: StoredTranslation | undefined, moved: boolean): boolean =>
  before?.text === wanted.text && (moved || before.stale);

/** Equal as JSON; both sides have their members in the same order. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
