import { newSlug, type Change } from './change';
import { extentOf, FULL, isWithin } from './change-size';
import { ASSET_TEXT, PROMPT_TEXT, type Place } from './text-changes';

type Body = Readonly<Record<string, unknown>>;

/** Says nothing yet; never what a large text says. */
const STAND_IN = '-';
const FIRST_TAG = '1.0.0';
/** What stands in for a member of a new version that is too much for one body. */
const EMPTY: Body = { promptText: STAND_IN, value: STAND_IN, variables: [], literals: [], changeMessage: null };
const SMALL = { ...FULL, bytes: 1000 };

/**
 * The change in parts that each fit one request, in an order that may be stopped anywhere: what is made first is a draft, which
 * the others complete. The same change where it fits.
 */
export function partsOf(change: Change): Change[] {
  if (isWithin(extentOf(change), FULL)) return [change];
  if (change.action === 'update') return Object.entries(change.body ?? {}).map(([name, value]) => ({ ...change, body: { [name]: value } }));
  if (change.action !== 'create') return [change];
  if (change.resource === 'version' || change.resource === 'asset-version') return versionParts(change);
  if (change.resource === 'translation' || change.resource === 'asset-translation') return translationParts(change);
  if (change.resource === 'prompt') return promptParts(change);
  return change.resource === 'asset' ? ownerParts(change, String(change.body?.key), 'category') : [change];
}

function translationParts(change: Change): Change[] {
  const { languageCode, ...text } = change.body ?? {};
  const [name = ''] = Object.keys(text);
  return [
    { ...change, body: { languageCode, [name]: STAND_IN } },
    { ...change, action: 'update', id: String(languageCode), body: text },
  ];
}

/** The prompt, or asset, without a member that may be as long as a text, and that one. */
function ownerParts(change: Change, id: string, member: 'description' | 'category'): Change[] {
  const { [member]: text, ...body } = change.body ?? {};
  return [
    { ...change, body },
    { ...change, action: 'update', id, body: { [member]: text } },
  ];
}

/** With what its first version says. */
function promptParts(change: Change): Change[] {
  const slug = newSlug(change.body ?? {});
  const [create = change, ...described] = ownerParts(change, slug, 'description');
  const { body, later } = textParts(create.body ?? {}, PROMPT_TEXT, { prompt: slug }, FIRST_TAG);
  return [{ ...create, body }, ...described, ...later];
}

function versionParts(change: Change): Change[] {
  const { prompt = '', asset, body: whole = {} } = change;
  const [kind, place] = asset === undefined ? [PROMPT_TEXT, { prompt }] : [ASSET_TEXT, { prompt, asset }];
  const { body, later } = textParts(whole, kind, place, String(whole.versionTag));
  return [{ ...change, body }, ...later];
}

/** The translations come after the text: they are made from what it says then. */
function textParts(
  whole: Body,
  kind: typeof PROMPT_TEXT,
  place: Place,
  tag: string,
): { readonly body: Body; readonly later: readonly Change[] } {
  const large = Object.keys(EMPTY).filter((name) => name in whole && !isWithin(extentOf(whole[name]), SMALL));
  const texts = (whole[kind.initialTranslations] ?? []) as readonly Body[];
  const moved = large.includes(kind.text) || !isWithin(extentOf(texts), SMALL) ? texts : [];
  const first = moved.map((each) => ({ ...each, [kind.text]: STAND_IN }));
  const body = { ...whole, ...Object.fromEntries(large.map((name) => [name, EMPTY[name]])) };
  return {
    body: moved.length === 0 ? body : { ...body, [kind.initialTranslations]: first },
    later: [
      ...large.map((name): Change => ({ action: 'update', resource: kind.version, ...place, id: tag, body: { [name]: whole[name] } })),
      ...moved.map(({ languageCode, ...text }): Change => ({
        ...{ action: 'update', resource: kind.translation, ...place, version: tag, id: String(languageCode) },
        body: text,
      })),
    ],
  };
}
