import type { Change } from './change';
import type { StoredText, StoredVersion } from './stored-prompt';
import { finishing, reaching, textBody, translated, type Place, type TextKind } from './text-changes';

export interface Steps {
  readonly changes: Change[];
  readonly conflicts: string[];
  readonly extra: string[];
}

export const contentOf = (text: StoredText | StoredVersion): Record<string, unknown> =>
  'variables' in text ? { variables: text.variables, literals: text.literals } : {};

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
  const content = (each: StoredText): object => ({ [kind.text]: each.text, languageCode: each.language, ...contentOf(each) });
  const edited = !same(content(wanted), content(old));
  if (edited && old.status !== 'draft') {
    conflicts.push(`version ${name} is ${old.status} with another text; give the new one a tag of its own`);
    return;
  }
  if (wanted.status === 'draft' && old.activated) conflicts.push(`version ${name} was active, and is no draft any more`);
  const message = wanted.changeMessage === old.changeMessage ? {} : { changeMessage: wanted.changeMessage };
  const body = { ...(edited ? content(wanted) : {}), ...message };
  if (Object.keys(body).length > 0) changes.push({ action: 'update', resource: kind.version, ...place, id: wanted.tag, body });
  const known = new Map(old.translations.map((each) => [each.language, each]));
  for (const each of wanted.translations) {
    const before = known.get(each.language);
    const address = { resource: kind.translation, ...place, version: wanted.tag } as const;
    if (!before) changes.push({ action: 'create', ...address, body: { languageCode: each.language, [kind.text]: each.text } });
    else if (before.text !== each.text || (!each.stale && (before.stale || edited)))
      changes.push(translated(kind, place, wanted.tag, each));
  }
  const languages = new Set(wanted.translations.map((each) => each.language));
  for (const { language } of old.translations) if (!languages.has(language)) extra.push(`translation ${name} ${language}`);
  if (!(wanted.status === 'draft' && old.activated)) changes.push(...reaching(kind, place, wanted, old.status, old.activated));
}

/** Equal as JSON; both sides have their members in the same order. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
