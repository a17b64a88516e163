import { hasLetterOrDigit, MAX_GIVEN_SLUG_LENGTH, slugOf } from '#shared/slug';
import type { Change, Plan } from './change';
import { partsOf } from './change-parts';
import { extentOf, FULL, isWithin } from './change-size';
import type { StoredAsset, StoredPrompt, StoredText } from './stored-prompt';
import { ASSET_TEXT, finishing, initialOf, isStale, PROMPT_TEXT, textBody } from './text-changes';
import { contentOf, newVersion, same, versionSteps, type Steps } from './version-plan';

const FIRST_TAG = '1.0.0';
const STAND_IN = { text: '-', language: 'en-US' };

/**
 * What brings a prompt to what is wanted. `there` is null when it is missing. Nothing is deleted: what the server has beyond it
 * is told. `tagIds` knows the tags of the project by name.
 */
export function planPrompt(wanted: StoredPrompt, there: StoredPrompt | null, tagIds: ReadonlyMap<string, string>): Plan {
  const steps: Steps = { changes: [], conflicts: [], extra: [] };
  if (there) {
    const body = changedFields(wanted, there, tagIds);
    if (Object.keys(body).length > 0) steps.changes.push({ action: 'update', resource: 'prompt', id: wanted.slug, body });
    versionSteps(PROMPT_TEXT, { prompt: wanted.slug }, wanted.versions, there.versions, steps);
  } else steps.changes.push(...newPrompt(wanted));
  const known = new Map(there?.assets.map((each) => [each.key, each]));
  for (const asset of wanted.assets) {
    const old = known.get(asset.key);
    if (old) changedAsset(wanted.slug, asset, old, steps);
    else steps.changes.push(...newAsset(wanted.slug, asset));
  }
  const keys = new Set(wanted.assets.map((each) => each.key));
  for (const { key } of there?.assets ?? []) if (!keys.has(key)) steps.extra.push(`asset ${wanted.slug} ${key}`);
  return { slug: wanted.slug, ...steps, changes: steps.changes.flatMap(partsOf) };
}

function changedFields(wanted: StoredPrompt, there: StoredPrompt, tagIds: ReadonlyMap<string, string>): Record<string, unknown> {
  return {
    ...(wanted.name === there.name ? {} : { name: wanted.name }),
    ...(wanted.description === there.description ? {} : { description: wanted.description }),
    ...(wanted.type === there.type ? {} : { type: wanted.type }),
    ...(same(wanted.tags, there.tags) ? {} : { tagIds: wanted.tags.map((each) => tagIds.get(each) ?? each) }),
  };
}

/** The first version comes with the prompt where it can; else a version that stands in makes room for those that are wanted. */
function newPrompt({ slug, name, description, type, tags, versions }: StoredPrompt): Change[] {
  const place = { prompt: slug };
  const [first, ...rest] = versions;
  const comes = first?.tag === FIRST_TAG && first.text !== '';
  const text = comes
    ? { ...textBody(PROMPT_TEXT, first), ...contentOf(first) }
    : { promptText: STAND_IN.text, languageCode: STAND_IN.language };
  // The server makes the slug of a name itself, of any length; one that is given has at most 100 characters.
  const isLegacy = !hasLetterOrDigit(slug);
  const isOwn = !isLegacy && slugOf(name) === slug;
  const isGiven = slug.length <= MAX_GIVEN_SLUG_LENGTH;
  const called = isOwn ? { name } : isGiven ? { name, slug, ...(isLegacy && { legacySlug: true }) } : { name: slug };
  const rename: Change[] = isOwn || isGiven ? [] : [{ action: 'update', resource: 'prompt', id: slug, body: { name } }];
  const [create, ...later] = partsOf({ action: 'create', resource: 'prompt', body: { ...called, description, type, tags, ...text } });
  return [
    ...(create ? [create] : []),
    ...(comes ? [] : [{ action: 'delete', resource: 'version', ...place, id: FIRST_TAG } as const]),
    ...later,
    ...rename,
    ...(comes ? finishing(PROMPT_TEXT, place, first) : []),
    ...(comes ? rest : versions).flatMap((each) => newVersion(PROMPT_TEXT, place, each)),
  ];
}

/** As with prompts; but the version that an asset is made with is active at once, and can not be completed afterwards. */
function newAsset(prompt: string, { key, name, category, enabled, versions }: StoredAsset): Change[] {
  const place = { prompt, asset: key };
  const [first, ...rest] = versions;
  const comes = first?.tag === FIRST_TAG && first.activated && comesWhole(first);
  const text = comes ? firstBody(first) : { initialValue: STAND_IN.text, languageCode: STAND_IN.language, activate: false };
  const archived = comes && first.status === 'archived';
  const [create, ...later] = partsOf({ action: 'create', resource: 'asset', prompt, body: { key, name, category, ...text } });
  return [
    ...(create ? [create] : []),
    ...(comes ? [] : [{ action: 'delete', resource: 'asset-version', ...place, id: FIRST_TAG } as const]),
    ...later,
    ...(archived ? [{ action: 'archive', resource: 'asset-version', ...place, id: FIRST_TAG } as const] : []),
    ...(comes ? rest : versions).flatMap((each) => newVersion(ASSET_TEXT, place, each)),
    ...(enabled ? [] : [{ action: 'update', resource: 'asset', prompt, id: key, body: { enabled } } as const]),
  ];
}

const comesWhole = (first: StoredText): boolean =>
  first.text !== '' && !isStale(first) && initialOf(first) === first.translations && isWithin(extentOf(firstBody(first)), FULL);

const firstBody = ({ text, language, changeMessage, translations }: StoredText): Record<string, unknown> => ({
  initialValue: text,
  languageCode: language,
  initialChangeMessage: changeMessage,
  initialTranslations: translations.map((each) => ({ languageCode: each.language, value: each.text })),
});

function changedAsset(prompt: string, wanted: StoredAsset, there: StoredAsset, steps: Steps): void {
  const body = {
    ...(wanted.name === there.name ? {} : { name: wanted.name }),
    ...(wanted.category === there.category ? {} : { category: wanted.category }),
    ...(wanted.enabled === there.enabled ? {} : { enabled: wanted.enabled }),
  };
  if (Object.keys(body).length > 0) steps.changes.push({ action: 'update', resource: 'asset', prompt, id: wanted.key, body });
  versionSteps(ASSET_TEXT, { prompt, asset: wanted.key }, wanted.versions, there.versions, steps);
}
