import { failureOf } from '../../failure-of';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion, type NewTextVersion, type TranslatedVersion } from '#contexts/prompts/text/domain/new-text-version';
import { TextVersion } from '#contexts/prompts/text/domain/text-version';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const translated = (more: Partial<NewTextVersion> = {}): TranslatedVersion =>
  newTextVersion(PROMPT_TEXT, {
    ...{ id: 'v', tenantId: 't', projectId: 'j', promptId: 'p', parentId: 'p', versionTag: '1.0.0', text: 'Dear {{who}}' },
    ...{ languageCode: 'en-US', changeMessage: null, variables: [], literals: [], translations: [], translationIds: [], now },
    ...more,
  });
const made = (more: Partial<NewTextVersion> = {}): TextVersion => translated(more).version;
const pointersOf = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    return (error as { errors: { pointer: string }[] }).errors.map((each) => each.pointer);
  }
};

describe('a version', () => {
  it('begins as a draft', () => {
    expect(made().state).toMatchObject({ status: 'draft', revision: 1, activatedAt: null });
  });

  it('goes from draft to active to archived, and by a restore only back to what it was', () => {
    const active = made().activate(later);
    expect(active.state).toMatchObject({ status: 'active', revision: 2, activatedAt: later });
    expect(active.activate(later)).toBe(active);
    const archived = active.archive(later);
    expect(archived.state).toMatchObject({ status: 'archived', revision: 3, activatedAt: later });
    expect(archived.archive(later)).toBe(archived);
    expect(failureOf(() => archived.activate(later))).toMatchObject({ kind: 'conflict', code: 'prompts.version_archived' });
    expect(archived.unarchive(later).state).toMatchObject({ status: 'active', revision: 4, activatedAt: later });
    expect(active.unarchive(later)).toBe(active);
    const discarded = made().archive(later);
    expect(failureOf(() => discarded.edit({ text: 'x' }, later))).toMatchObject({ code: 'prompts.version_not_draft' });
    expect(discarded.unarchive(later).state).toMatchObject({ status: 'draft', revision: 3, activatedAt: null });
  });

  it('keeps its content while it is on the marketplace, though it is a draft', () => {
    const published = made().requestPublish(false, 'bo', later);
    expect(published.state).toMatchObject({ marketplaceStatus: 'PUBLISHED', marketplaceRequesterId: 'bo', status: 'draft', revision: 2 });
    expect(published.requestPublish(true, 'cy', later)).toBe(published);
    expect(failureOf(() => published.edit({ text: 'Bye' }, later))).toMatchObject({
      kind: 'conflict',
      code: 'prompts.version_published',
    });
    expect(published.edit({ changeMessage: 'why' }, later).state.changeMessage).toBe('why');
    const pending = made().requestPublish(true, 'bo', later);
    expect(pending.edit({ text: 'Bye' }, later).state).toMatchObject({
      text: 'Bye',
      marketplaceStatus: 'NOT_PUBLISHED',
      marketplaceRequesterId: null,
      marketplaceRequestedAt: null,
    });
    expect(pending.edit({ changeMessage: 'why' }, later).state.marketplaceStatus).toBe('PENDING_APPROVAL');
    expect(published.unpublish(later).state).toMatchObject({
      marketplaceStatus: 'NOT_PUBLISHED',
      marketplacePublishedAt: null,
      revision: 3,
    });
    expect(made().unpublish(later).state.revision).toBe(1);
  });

  it('changes its content only while it is a draft, its message always', () => {
    const edited = made().edit({ text: 'Hello', literals: ['x'] }, later);
    expect(edited.state).toMatchObject({ text: 'Hello', literals: ['x'], revision: 2 });
    const active = edited.activate(later);
    expect(failureOf(() => active.edit({ text: 'Bye' }, later))).toMatchObject({
      kind: 'conflict',
      code: 'prompts.version_not_draft',
    });
    expect(failureOf(() => active.edit({ variables: [{ name: 'who' }] }, later))).toMatchObject({ kind: 'conflict' });
    expect(active.edit({ text: 'Hello', changeMessage: 'why' }, later).state).toMatchObject({ changeMessage: 'why', revision: 4 });
    expect(active.edit({ text: 'Hello' }, later)).toBe(active);
  });

  it('takes the variables of its text that nobody declared as required strings, for good, when it is activated', () => {
    const draft = made({
      text: '{{n}} {{variable:who}} {{lit}} {{asset:a}} {{n}}',
      literals: ['lit'],
      variables: [{ name: 'n', type: 'number' }],
    });
    expect(draft.state.variables.map((each) => each.name)).toEqual(['n']);
    const active = draft.activate(later);
    expect(active.state.variables).toEqual([
      ...draft.state.variables,
      { name: 'who', type: 'string', required: true, default: null, description: null, example: null },
    ]);
    expect(active.state.contentHash).not.toBe(draft.state.contentHash);
    expect(active.edit({ text: active.state.text, variables: active.state.variables }, later)).toBe(active);
    expect([draft.state.variablesDeclared, active.state.variablesDeclared]).toEqual([true, true]);
    const silent = made();
    expect([silent, silent.activate(later)].map((each) => each.state.variablesDeclared)).toEqual([false, false]);
    expect(silent.edit({ variables: [{ name: 'x' }] }, later).state.variablesDeclared).toBe(true);
    expect(draft.edit({ variables: [] }, later).state.variablesDeclared).toBe(false);
  });

  it('is meant for an AI model, which changes while it is a draft and is not part of its hash', () => {
    const meant = made({ aiModelId: 'm' });
    expect(meant.state).toMatchObject({ aiModelId: 'm', contentHash: made().state.contentHash });
    expect(meant.edit({ aiModelId: 'm' }, later)).toBe(meant);
    expect(meant.edit({ aiModelId: null }, later).state).toMatchObject({ aiModelId: null, revision: 2 });
    const active = meant.activate(later);
    expect(failureOf(() => active.edit({ aiModelId: 'other' }, later))).toMatchObject({ code: 'prompts.version_not_draft' });
    expect(active.edit({ changeMessage: 'why' }, later).state.aiModelId).toBe('m');
  });

  it('has a hash of text, language, variables and literals, and of nothing else', () => {
    const hash = made().state.contentHash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(made({ id: 'w', versionTag: '2.0.0', changeMessage: 'x', now: later }).state.contentHash).toBe(hash);
    const others = [{ text: 'x' }, { languageCode: 'fr' }, { variables: [{ name: 'who' }] }, { literals: ['who'] }];
    expect(new Set([hash, ...others.map((each) => made(each).state.contentHash)]).size).toBe(5);
  });

  it.each([
    ['default', { name: 'n', type: 'number' as const, default: Infinity }],
    ['default', { name: 'o', type: 'object' as const, default: { list: [1, -Infinity] } }],
    ['example', { name: 's', example: NaN }],
  ])('refuses as %s a number that JSON cannot write: %j', (field, variable) => {
    expect(pointersOf(() => made({ variables: [variable] }))).toContain(`/variables/0/${field}`);
  });

  it('declares variables with defaults of their type', () => {
    const { variables } = made({ variables: [{ name: ' who ' }, { name: 'n', type: 'number', default: 0 }] }).state;
    expect(variables).toEqual([
      { name: 'who', type: 'string', required: true, default: null, description: null, example: null },
      { name: 'n', type: 'number', required: false, default: 0, description: null, example: null },
    ]);
  });

  it('refuses every fault at once', () => {
    const faulty = {
      versionTag: 'latest',
      languageCode: 'e',
      variables: [{ name: 'a' }, { name: 'a' }, { name: 'b\nc' }, { name: 'n', type: 'number' as const, default: 'x' }],
      translations: [
        { languageCode: 'fr', text: 'x' },
        { languageCode: 'FR', text: '' },
      ],
    };
    expect(pointersOf(() => made(faulty))).toEqual([
      '/versionTag',
      '/languageCode',
      '/variables/1/name',
      '/variables/2/name',
      '/variables/3/default',
      '/initialTranslations/1/languageCode',
      '/initialTranslations/1/promptText',
    ]);
  });

  it('refuses the language .. of a translation, which no path could name', () => {
    expect(pointersOf(() => made({ translations: [{ languageCode: ' .. ', text: 'x' }] }))).toEqual([
      '/initialTranslations/0/languageCode',
    ]);
  });

  it.each(['1.0', 'v1.0.0', '01.0.0', '', 'latest', `1.0.0-${'a'.repeat(50)}`])('refuses the tag %j', (versionTag) => {
    expect(pointersOf(() => made({ versionTag }))).toEqual(['/versionTag']);
  });

  it.each(['1.0.0', '1.0.0-beta.1', '1.0.0+build.5', '0.0.1-a+b'])('takes the tag %s', (versionTag) => {
    expect(made({ versionTag }).state.versionTag).toBe(versionTag);
  });

  it('keeps lone surrogates out, which no hash and no database could hold', () => {
    const { state } = made({
      text: 'a\ud800',
      literals: ['\udc00'],
      variables: [{ name: 'x', type: 'object', default: { k: '\ud800' } }],
    });
    expect([state.text, state.literals, state.variables[0]?.default]).toEqual(['a�', ['�'], { k: '�' }]);
  });

  it('has so many placeholders, variables, literals and translations, and no more', () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `n${at}`);
    const text = (count: number): string =>
      names(count)
        .map((each, at) => `{{${['', 'asset:', 'prompt:'][at % 3] ?? ''}${each}}}`)
        .join('');
    const variables = (count: number) => names(count).map((name) => ({ name }));
    const translations = (count: number) => names(count).map((languageCode) => ({ languageCode, text: 'x' }));
    const { version: most, translations: kept } = translated({
      text: text(1000),
      variables: variables(1000),
      literals: names(1000).map((each) => `l${each}`),
      translations: translations(200),
      translationIds: names(200),
    });
    expect(kept).toHaveLength(200);
    expect(most.activate(later).state.status).toBe('active');
    const more = { text: text(1001), variables: variables(1001), literals: names(1001).map((each) => `l${each}`) };
    const faults = ['/variables', '/literals', '/promptText'];
    expect(pointersOf(() => made({ ...more, translations: translations(201) }))).toEqual([...faults, '/initialTranslations']);
    expect(pointersOf(() => made().edit(more, later))).toEqual(faults);
    expect(pointersOf(() => made({ text: text(3), variables: names(1000).map((each) => ({ name: `v${each}` })) }))).toEqual(['/variables']);
    const early = TextVersion.restore(PROMPT_TEXT, { ...made().state, text: more.text });
    expect(pointersOf(() => early.activate(later))).toEqual(['/promptText']);
    expect(failureOf(() => early.activate(later))).toMatchObject({ kind: 'invalid' });
  });
});
