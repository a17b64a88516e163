import { languageStatus, ownText } from '../../../../../src/contexts/prompts/prompt/domain/locale-status';
import { isCurrent, sourceHashOf, Translation } from '../../../../../src/contexts/prompts/prompt/domain/translation';
import { Version } from '../../../../../src/contexts/prompts/prompt/domain/version';
import { failureOf } from '../../failure-of';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const source = { promptText: 'Dear {{who}}', languageCode: 'en-US' };
const edited = { ...source, promptText: 'Hello {{who}}' };
const french = (more: object = {}): Translation =>
  Translation.create({ id: 'r', tenantId: 't', versionId: 'v', languageCode: 'fr-FR', promptText: 'Cher', source, now, ...more });

describe('a translation', () => {
  it('knows what it was made from', () => {
    const { state } = french();
    expect(state).toMatchObject({ sourceHash: sourceHashOf(source), revision: 1 });
    expect(isCurrent(state, source)).toBe(true);
    expect(isCurrent(state, edited)).toBe(false);
    expect(isCurrent(state, { ...source, languageCode: 'en-GB' })).toBe(false);
  });

  it('has a hash that anybody can compute: SHA-256 over the canonical JSON of language and text', () => {
    expect(sourceHashOf({ promptText: 'Dear', languageCode: 'en' })).toBe(
      '8340f91916f0a5723e410f3a59909611b938ecc03ccc868f518d0a1c9bb4b9b2',
    );
  });

  it('is current again when it is written anew or confirmed', () => {
    const changed = french().change('Salut', edited, later);
    expect(changed.state).toMatchObject({
      promptText: 'Salut',
      sourceHash: sourceHashOf(edited),
      revision: 2,
      createdAt: now,
      updatedAt: later,
    });
    const confirmed = french().confirm(edited, later);
    expect(confirmed.state).toMatchObject({ promptText: 'Cher', sourceHash: sourceHashOf(edited), revision: 2 });
    expect(french().change('Cher', edited, later).state.revision).toBe(2);
  });

  it('stays what it is where nothing differs', () => {
    const it = french();
    expect(it.change('Cher', source, later)).toBe(it);
    expect(it.confirm(source, later)).toBe(it);
  });

  it.each(['fr', 'fr-fr', 'FR-FR', 'fra-FR', 'fr_FR', ' fr-FR', ''])('refuses %j as a code, and an empty text with it', (languageCode) => {
    expect(failureOf(() => french({ languageCode, promptText: '' }))).toMatchObject({
      code: 'prompts.translation_invalid',
      errors: [{ pointer: '/languageCode' }, { pointer: '/promptText' }],
    });
    expect(failureOf(() => french().change('', source, later))).toMatchObject({ kind: 'invalid' });
  });
});

describe('how a version stands in a language', () => {
  const version = Version.create({
    ...source,
    id: 'v',
    tenantId: 't',
    projectId: 'j',
    promptId: 'p',
    versionTag: '1.0.0',
    changeMessage: null,
    variables: [],
    literals: [],
    translations: [],
    translationIds: [],
    textRequired: true,
    now,
  }).state;
  const stale = french({ languageCode: 'de-DE', source: edited }).state;
  const translations = [french().state, stale];

  it('goes by the text that is served', () => {
    expect(languageStatus('en-US', ownText(version), translations)).toMatchObject({
      state: 'current',
      servedAs: 'en-US',
      sourceHash: sourceHashOf(source),
    });
    expect(languageStatus('en-us', ownText(version), translations)).toMatchObject({ state: 'current', servedAs: 'en-US' });
    expect(languageStatus('fr-FR', ownText(version), translations)).toMatchObject({ state: 'current', servedAs: 'fr-FR', updatedAt: now });
    expect(languageStatus('de-DE', ownText(version), translations)).toMatchObject({
      state: 'stale',
      servedAs: 'de-DE',
      sourceHash: sourceHashOf(edited),
    });
    const both = [...translations, french({ languageCode: 'en-US', promptText: 'Hi', source: edited }).state];
    const served = { servedAs: 'en-US', servedFrom: 'version', state: 'current' };
    for (const code of ['en-US', 'en-us'])
      expect(languageStatus(code, ownText(version), both)).toMatchObject({ ...served, unservedTranslation: true });
    expect(languageStatus('en', ownText(version), both)).toMatchObject({ ...served, unservedTranslation: false });
    expect(languageStatus('fr-FR', ownText(version), both)).toMatchObject({ servedFrom: 'translation', unservedTranslation: false });
    expect(languageStatus('de', ownText(version), translations)).toMatchObject({ state: 'stale', servedAs: 'de-DE' });
    expect(languageStatus('de-AT', ownText(version), translations)).toMatchObject({
      state: 'missing',
      servedAs: null,
      sourceHash: null,
      updatedAt: null,
    });
  });
});
