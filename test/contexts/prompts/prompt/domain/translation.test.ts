import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import { failureOf } from '../../failure-of';
import { languageStatus, ownText, textState } from '#contexts/prompts/text/domain/language-status';
import { TextTranslation } from '#contexts/prompts/text/domain/text-translation';
import type { TextVersion } from '#contexts/prompts/text/domain/text-version';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const versionOf = (text: string, languageCode = 'en-US'): TextVersion =>
  newTextVersion(PROMPT_TEXT, {
    ...{ id: 'v', tenantId: 't', projectId: 'j', promptId: 'p', parentId: 'p', versionTag: '1.0.0', text, languageCode },
    ...{ changeMessage: null, variables: [], literals: [], translations: [], translationIds: [], now },
  }).version;
const version = versionOf('Dear {{who}}');
const source = version.sourceHash();
const edited = version.edit({ text: 'Hello {{who}}' }, later).sourceHash();
const french = (more: object = {}): TextTranslation => {
  const made = { id: 'r', tenantId: 't', versionId: 'v', languageCode: 'fr-FR', text: 'Cher', sourceHash: source, now };
  return TextTranslation.create(PROMPT_TEXT, { ...made, ...more });
};

describe('a translation', () => {
  it('knows what it was made from', () => {
    expect(french().state).toMatchObject({ sourceHash: source, revision: 1 });
    expect(textState(french(), version)).toBe('current');
    expect(textState(french(), versionOf('Hello {{who}}'))).toBe('stale');
    expect(textState(french(), versionOf('Dear {{who}}', 'en-GB'))).toBe('stale');
    expect(textState(french(), version.edit({ variables: [{ name: 'who' }], literals: ['x'] }, later))).toBe('current');
  });

  it('has a hash that anybody can compute: SHA-256 over the canonical JSON of language and text', () => {
    expect(versionOf('Dear', 'en').sourceHash()).toBe('8340f91916f0a5723e410f3a59909611b938ecc03ccc868f518d0a1c9bb4b9b2');
  });

  it('is current again when it is written anew or confirmed', () => {
    const changed = french().change('Salut', edited, later);
    expect(changed.state).toMatchObject({
      text: 'Salut',
      sourceHash: edited,
      revision: 2,
      createdAt: now,
      updatedAt: later,
    });
    const confirmed = french().confirm(edited, later);
    expect(confirmed.state).toMatchObject({ text: 'Cher', sourceHash: edited, revision: 2 });
    expect(french().change('Cher', edited, later).state.revision).toBe(2);
  });

  it('stays what it is where nothing differs', () => {
    const it = french();
    expect(it.change('Cher', source, later)).toBe(it);
    expect(it.confirm(source, later)).toBe(it);
  });

  it.each(['fr', 'fr-fr', 'FR-FR', 'fra-FR', 'fr_FR', ' fr-FR', ''])('refuses %j as a code, and an empty text with it', (languageCode) => {
    expect(failureOf(() => french({ languageCode, text: '' }))).toMatchObject({
      code: 'prompts.translation_invalid',
      errors: [{ pointer: '/languageCode' }, { pointer: '/promptText' }],
    });
    expect(failureOf(() => french().change('', source, later))).toMatchObject({ kind: 'invalid' });
  });
});

describe('how a version stands in a language', () => {
  const stale = french({ languageCode: 'de-DE', sourceHash: edited }).state;
  const translations = [french().state, stale];

  it('goes by the text that is served', () => {
    expect(languageStatus('en-US', ownText(version), translations)).toMatchObject({
      state: 'current',
      servedAs: 'en-US',
      sourceHash: source,
    });
    expect(languageStatus('en-us', ownText(version), translations)).toMatchObject({ state: 'current', servedAs: 'en-US' });
    expect(languageStatus('fr-FR', ownText(version), translations)).toMatchObject({ state: 'current', servedAs: 'fr-FR', updatedAt: now });
    expect(languageStatus('de-DE', ownText(version), translations)).toMatchObject({
      state: 'stale',
      servedAs: 'de-DE',
      sourceHash: edited,
    });
    const both = [...translations, french({ languageCode: 'en-US', text: 'Hi', sourceHash: edited }).state];
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
