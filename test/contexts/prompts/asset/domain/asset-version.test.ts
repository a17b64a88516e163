import { AssetTranslation } from '../../../../../src/contexts/prompts/asset/domain/asset-translation';
import { AssetVersion, VERSION_BODY, type NewAssetVersion } from '../../../../../src/contexts/prompts/asset/domain/asset-version';
import { failureOf } from '../../failure-of';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const LATER = new Date('2026-01-02T00:00:00.000Z');
const make = (more: Partial<NewAssetVersion> = {}) =>
  AssetVersion.create({
    ...{ id: 'v', tenantId: 't', projectId: 'p', promptId: 'm', assetId: 'a' },
    ...{ versionTag: ' spring ', value: 'Yours', languageCode: 'en', changeMessage: null },
    ...{ translations: [], translationIds: [], fields: VERSION_BODY, now: NOW },
    ...more,
  });

describe('a version of an asset', () => {
  it('begins as a draft, and its translations are made from it', () => {
    const { version, translations } = make({ translations: [{ languageCode: 'fr', value: 'Salut' }], translationIds: ['f'] });
    expect(version.state).toMatchObject({ versionTag: 'spring', status: 'draft', activatedAt: null, marketplaceStatus: 'NOT_PUBLISHED' });
    const [{ state } = AssetTranslation.restore({} as never)] = translations;
    expect(state).toMatchObject({ id: 'f', versionId: 'v', languageCode: 'fr', sourceHash: version.state.contentHash, revision: 1 });
  });

  it('comes in so many languages, and no more', () => {
    const translations = (count: number) => Array.from({ length: count }, (_, at) => ({ languageCode: `l${at}`, value: 'x' }));
    expect(make({ translations: translations(200), translationIds: [] }).translations).toHaveLength(200);
    expect(failureOf(() => make({ translations: translations(201) }))).toMatchObject({ errors: [{ pointer: '/translations' }] });
  });

  it('says all that is wrong at once, by the names that the body has for it', () => {
    const fields = {
      value: 'initialValue',
      changeMessage: 'initialChangeMessage',
      translations: 'initialTranslations',
      valueRequired: true,
    };
    const faulty = {
      fields,
      ...{ versionTag: 'Latest', value: '', languageCode: 'e', changeMessage: '\0' },
      translations: [
        { languageCode: 'fr', value: '' },
        { languageCode: 'FR', value: 'x' },
        { languageCode: '..', value: 'x' },
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
    for (const other of [{ value: 'Yours ' }, { languageCode: 'en-US' }])
      expect(make(other).version.state.contentHash).not.toBe(contentHash);
  });

  it('is the same where nothing differs', () => {
    const { version } = make();
    expect(version.edit({ value: 'Yours', changeMessage: null }, LATER)).toBe(version);
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
    const rejected = AssetVersion.restore({ ...state, marketplaceStatus: 'REJECTED', marketplaceRejectionReason: 'no' });
    expect(failureOf(() => rejected.unpublish(LATER))).toMatchObject({ kind: 'conflict', code: 'prompts.asset_version_not_listed' });
    const again = rejected.requestPublish(true, 'ann', LATER);
    expect(again.state).toMatchObject({ marketplaceStatus: 'PENDING_APPROVAL', marketplaceRejectionReason: null });
    // What is approved is what was asked for.
    expect(again.edit({ value: 'x' }, LATER).state).toMatchObject({
      value: 'x',
      marketplaceStatus: 'NOT_PUBLISHED',
      marketplaceRequesterId: null,
    });
    expect(again.edit({ changeMessage: 'why' }, LATER).state.marketplaceStatus).toBe('PENDING_APPROVAL');
  });
});

describe('a translation of an asset', () => {
  const input = { id: 'f', tenantId: 't', versionId: 'v', languageCode: 'fr-FR', value: 'Salut', sourceHash: 'a', now: NOW };

  it('is refused without the form xx-XX and without a text', () => {
    expect(failureOf(() => AssetTranslation.create({ ...input, languageCode: 'fr', value: '' }))).toMatchObject({
      errors: [{ pointer: '/languageCode', message: 'languageCode must match xx-XX' }, { pointer: '/value' }],
    });
  });

  it('becomes current by a new text or by being confirmed, and is the same where it is already', () => {
    const translation = AssetTranslation.create(input);
    expect(translation.change('Salut', 'a', LATER)).toBe(translation);
    expect(translation.confirm('a', LATER)).toBe(translation);
    expect(translation.confirm('b', LATER).state).toEqual({ ...translation.state, sourceHash: 'b', revision: 2, updatedAt: LATER });
    expect(translation.change('Adieu', 'b', LATER).state).toMatchObject({ value: 'Adieu', sourceHash: 'b', revision: 2 });
  });
});
