import { ASSET_TEXT } from '#contexts/prompts/asset/domain/asset-text';
import { newTextVersion, type NewTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import { failureOf } from '../../failure-of';
import { TextTranslation } from '#contexts/prompts/text/domain/text-translation';
import { TextVersion } from '#contexts/prompts/text/domain/text-version';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const LATER = new Date('2026-01-02T00:00:00.000Z');
const make = (more: Partial<NewTextVersion> = {}) =>
  newTextVersion(ASSET_TEXT, {
    ...{ id: 'v', tenantId: 't', projectId: 'p', promptId: 'm', parentId: 'a' },
    ...{ versionTag: ' spring ', text: 'Yours', languageCode: 'en', changeMessage: null },
    ...{ variables: [], literals: [], translations: [], translationIds: [], now: NOW },
    ...more,
  });

describe('a version of an asset', () => {
  it('begins as a draft, and its translations are made from it', () => {
    const { version, translations } = make({ translations: [{ languageCode: 'fr', text: 'Salut' }], translationIds: ['f'] });
    expect(version.state).toMatchObject({ versionTag: 'spring', status: 'draft', activatedAt: null, marketplaceStatus: 'NOT_PUBLISHED' });
    const [{ state } = TextTranslation.restore(ASSET_TEXT, {} as never)] = translations;
    expect(state).toMatchObject({ id: 'f', versionId: 'v', languageCode: 'fr', sourceHash: version.state.contentHash, revision: 1 });
  });

  it('comes in so many languages, and no more', () => {
    const translations = (count: number) => Array.from({ length: count }, (_, at) => ({ languageCode: `l${at}`, text: 'x' }));
    expect(make({ translations: translations(200), translationIds: [] }).translations).toHaveLength(200);
    expect(failureOf(() => make({ translations: translations(201) }))).toMatchObject({ errors: [{ pointer: '/translations' }] });
  });

  it('says all that is wrong at once, by the names that the body has for it', () => {
    const faulty = {
      body: ASSET_TEXT.firstBody,
      ...{ versionTag: 'Latest', text: '', languageCode: 'e', changeMessage: '\0' },
      translations: [
        { languageCode: 'fr', text: '' },
        { languageCode: 'FR', text: 'x' },
        { languageCode: '..', text: 'x' },
      ],
    };
    expect(failureOf(() => make(faulty))).toMatchObject({
      kind: 'invalid',
      errors: [
        { pointer: '/versionTag' },
        { pointer: '/initialValue' },
        { pointer: '/languageCode' },
        { pointer: '/initialChangeMessage' },
        { pointer: '/initialTranslations/0/value' },
        { pointer: '/initialTranslations/1/languageCode' },
        { pointer: '/initialTranslations/2/languageCode' },
      ],
    });
  });

  it('has a hash of its value and language and of nothing else', () => {
    const { contentHash } = make().version.state;
    expect(make({ versionTag: 'other', changeMessage: 'why' }).version.state.contentHash).toBe(contentHash);
    for (const other of [{ text: 'Yours ' }, { languageCode: 'en-US' }])
      expect(make(other).version.state.contentHash).not.toBe(contentHash);
  });

  it('is the same where nothing differs', () => {
    const { version } = make();
    expect(version.edit({ text: 'Yours', changeMessage: null }, LATER)).toBe(version);
    expect(version.unarchive(LATER)).toBe(version);
    const active = version.activate(LATER);
    expect(active.activate(LATER)).toBe(active);
    expect(active.state).toMatchObject({ status: 'active', activatedAt: LATER, revision: 2 });
    const archived = active.archive(LATER);
    expect(archived.archive(LATER)).toBe(archived);
    expect(archived.unarchive(LATER).state).toMatchObject({ status: 'active', activatedAt: LATER });
  });

  it('is not taken off the marketplace where it was rejected', () => {
    const { state } = make().version;
    const rejected = TextVersion.restore(ASSET_TEXT, { ...state, marketplaceStatus: 'REJECTED', marketplaceRejectionReason: 'no' });
    expect(failureOf(() => rejected.unpublish(LATER))).toMatchObject({ kind: 'conflict', code: 'prompts.asset_version_not_listed' });
    const again = rejected.requestPublish(true, 'ann', LATER);
    expect(again.state).toMatchObject({ marketplaceStatus: 'PENDING_APPROVAL', marketplaceRejectionReason: null });
    // What is approved is what was asked for.
    expect(again.edit({ text: 'x' }, LATER).state).toMatchObject({
      text: 'x',
      marketplaceStatus: 'NOT_PUBLISHED',
      marketplaceRequesterId: null,
    });
    expect(again.edit({ changeMessage: 'why' }, LATER).state.marketplaceStatus).toBe('PENDING_APPROVAL');
  });
});

describe('a translation of an asset', () => {
  const input = { id: 'f', tenantId: 't', versionId: 'v', languageCode: 'fr-FR', text: 'Salut', sourceHash: 'a', now: NOW };

  it('is refused without the form xx-XX and without a text', () => {
    expect(failureOf(() => TextTranslation.create(ASSET_TEXT, { ...input, languageCode: 'fr', text: '' }))).toMatchObject({
      errors: [{ pointer: '/languageCode', message: 'languageCode must match xx-XX' }, { pointer: '/value' }],
    });
  });

  it('becomes current by a new text or by being confirmed, and is the same where it is already', () => {
    const translation = TextTranslation.create(ASSET_TEXT, input);
    expect(translation.change('Salut', 'a', LATER)).toBe(translation);
    expect(translation.confirm('a', LATER)).toBe(translation);
    expect(translation.confirm('b', LATER).state).toEqual({ ...translation.state, sourceHash: 'b', revision: 2, updatedAt: LATER });
    expect(translation.change('Adieu', 'b', LATER).state).toMatchObject({ text: 'Adieu', sourceHash: 'b', revision: 2 });
  });
});
