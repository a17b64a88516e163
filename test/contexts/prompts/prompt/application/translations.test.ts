import { wholeList } from '#shared/list';
import { TRANSLATION_LIST } from '../../../../../src/contexts/prompts/prompt/application/translation-repository.port';
import { ACTOR, promptsOnSqlite, STRANGER, type PromptsOnSqlite } from '../../prompts-on-sqlite';
import { textState } from '#contexts/prompts/text/domain/language-status';

describe('translations on SQLite', () => {
  let at: PromptsOnSqlite;
  beforeEach(async () => {
    at = await promptsOnSqlite();
  });
  afterEach(() => at.close());

  const path = { actor: ACTOR, project: 'shop', prompt: 'order-mail', versionTag: '1.0.0' };
  const create = (languageCode: string, promptText: string, more: object = {}) =>
    at.texts.createTranslation.execute({
      ...path,
      languageCode,
      text: promptText,
      ...more,
    });
  const update = (languageCode: string, promptText: string | null, more: object = {}) =>
    at.texts.updateTranslation.execute({
      ...path,
      languageCode,
      text: promptText,
      ...more,
    });
  const remove = (languageCode: string, more: object = {}) =>
    at.texts.deleteTranslation.execute({
      ...path,
      languageCode,
      ...more,
    });
  const addressOf = (more: object) => {
    const { actor, ...address } = { ...path, ...more };
    return [actor, address] as const;
  };
  const list = async (more: object = {}) => (await at.texts.readTranslations.list(...addressOf(more), wholeList(TRANSLATION_LIST))).items;
  const one = (languageCode: string, more: object = {}) => {
    const [actor, address] = addressOf(more);
    return at.texts.readTranslations.one(actor, { ...address, languageCode });
  };
  const status = (more: object = {}) => at.texts.readStatus.execute(...addressOf(more));
  const edit = (promptText: string) =>
    at.texts.update.execute({
      ...path,
      patch: { text: promptText },
    });
  const states = async () =>
    Object.fromEntries((await list()).map(({ translation, version }) => [translation.state.languageCode, textState(translation, version)]));
  const requireLanguages = (...codes: string[]) =>
    at.unitOfWork.maintain(async () => {
      const project = await at.projects.load(ACTOR.tenantId, { id: at.projectId, slug: 'shop' });
      await at.projects.update(project.change({ requiredLanguages: codes }, at.clock.now()));
    });

  it('are created, changed, confirmed and deleted, and say so', async () => {
    await at.aPrompt({ activate: false });
    at.heard();
    await create('fr-FR', 'Cher');
    await create('de-DE', 'Liebe', { versionTag: 'latest' });
    await update('fr-FR', 'Chère');
    await update('fr-FR', 'Chère');
    await update('fr-FR', null);
    await edit('Hello {{who}}');
    await update('fr-FR', null);
    await remove('de-DE');
    expect(at.heard()).toEqual([
      'translation.create shop/order-mail/1.0.0/fr-FR@1',
      'translation.create shop/order-mail/1.0.0/de-DE@1',
      'translation.update shop/order-mail/1.0.0/fr-FR@2',
      'translation.update shop/order-mail/1.0.0/fr-FR@2 unchanged',
      'translation.confirm shop/order-mail/1.0.0/fr-FR@2 unchanged',
      'version.update shop/order-mail/1.0.0@2',
      'translation.confirm shop/order-mail/1.0.0/fr-FR@3',
      'translation.delete shop/order-mail/1.0.0/de-DE@2',
    ]);
    expect(await states()).toEqual({ 'fr-FR': 'current' });
  });

  it('go stale when the text of the draft changes, and no other way', async () => {
    await at.aPrompt({ activate: false, translations: [{ languageCode: 'fr', text: 'Cher' }] });
    await create('de-DE', 'Liebe');
    expect(await states()).toEqual({ 'de-DE': 'current', fr: 'current' });
    await at.texts.update.execute({
      ...path,
      patch: { changeMessage: 'why', variables: [{ name: 'who' }], literals: ['x'] },
    });
    expect(await states()).toEqual({ 'de-DE': 'current', fr: 'current' });
    await edit('Hello {{who}}');
    expect(await states()).toEqual({ 'de-DE': 'stale', fr: 'stale' });
    await update('de-DE', 'Hallo');
    expect(await states()).toEqual({ 'de-DE': 'current', fr: 'stale' });
    await edit('Dear {{who}}');
    expect(await states()).toEqual({ 'de-DE': 'stale', fr: 'current' });
  });

  it('refuses a language that is there, in any case, and one that is not there is not found', async () => {
    await at.aPrompt({ translations: [{ languageCode: 'fr-fr', text: 'Cher' }] });
    await expect(create('fr-FR', 'x')).rejects.toMatchObject({
      kind: 'conflict',
      message: "Translation 'fr-FR' already exists for this version",
    });
    const notFound = { kind: 'not_found' };
    for (const each of [update('de-DE', 'x'), update('de-DE', null), remove('de-DE'), one('fr-FR')])
      await expect(each).rejects.toMatchObject(notFound);
    for (const more of [{ versionTag: '9.9.9' }, { prompt: 'other' }, { project: 'other' }, { actor: STRANGER }]) {
      await expect(create('de-DE', 'x', more)).rejects.toMatchObject(notFound);
      await expect(update('fr-fr', 'x', more)).rejects.toMatchObject(notFound);
      await expect(remove('fr-fr', more)).rejects.toMatchObject(notFound);
      await expect(list(more)).rejects.toMatchObject(notFound);
      await expect(one('fr-fr', more)).rejects.toMatchObject(notFound);
      await expect(status(more)).rejects.toMatchObject(notFound);
    }
  });

  it('keep what they said for its time', async () => {
    const { version } = await at.aPrompt();
    const moments: Date[] = [at.clock.now()];
    const then = async (work: () => Promise<unknown>) => {
      at.clock.advance(1000);
      await work();
      moments.push(at.clock.now());
    };
    await then(() => create('fr-FR', 'un'));
    await then(() => update('fr-FR', 'deux'));
    await then(() => remove('fr-FR'));
    await then(() => create('fr-FR', 'trois'));
    const said = [];
    for (const each of moments) {
      const texts = await at.translations.asOf(ACTOR.tenantId, version.state.id, each);
      said.push(texts.map(({ state }) => state.text).join());
    }
    expect(said).toEqual(['', 'un', 'deux', '', 'trois']);
  });

  it('are taken over by a new version, and are stale there where its text differs', async () => {
    await at.aPrompt({ translations: [{ languageCode: 'fr-FR', text: 'Cher' }] });
    await create('de-DE', 'Liebe');
    const next = (versionTag: string, promptText: string, translationsFrom: string, translations: object[] = []) =>
      at.texts.create.execute({
        ...path,
        versionTag,
        text: promptText,
        languageCode: 'en-US',
        variables: [],
        literals: [],
        translations: translations as never,
        translationsFrom,
        changeMessage: null,
      });
    const shown = async (versionTag: string) =>
      (await status({ versionTag })).languages.map(({ languageCode, state }) => `${languageCode} ${state}`);
    await next('1.1.0', 'Dear {{who}}', 'latest');
    expect(await shown('1.1.0')).toEqual(['de-DE current', 'en-US current', 'fr-FR current']);
    await next('1.2.0', 'Hello {{who}}', '1.0.0', [{ languageCode: 'FR-fr', text: 'Salut' }]);
    expect(await shown('1.2.0')).toEqual(['FR-fr current', 'de-DE stale', 'en-US current']);
    await expect(next('1.3.0', 'x', '7.0.0')).rejects.toMatchObject({ kind: 'not_found' });
  });

  describe('where the project requires languages', () => {
    it('shows them in the matrix with what is there', async () => {
      await at.aPrompt({ activate: false, translations: [{ languageCode: 'fr-FR', text: 'Cher' }] });
      await requireLanguages('en', 'fr', 'de-DE');
      const before = await status();
      expect(
        before.languages.map(({ languageCode, state, required, region, servedAs }) => [languageCode, state, required, region, servedAs]),
      ).toEqual([
        ['de-DE', 'missing', true, false, null],
        ['en', 'current', true, false, 'en-US'],
        ['en-US', 'current', false, false, 'en-US'],
        ['fr', 'current', true, false, 'fr-FR'],
        ['fr-FR', 'current', false, false, 'fr-FR'],
      ]);
      expect(before.releasable).toBe(false);
      await create('de-DE', 'Liebe');
      expect((await status()).releasable).toBe(true);
    });

    it('releases nothing while one is missing or stale', async () => {
      await at.aPrompt({ activate: false });
      await requireLanguages('fr-FR', 'de-DE', 'en-US');
      await create('fr-FR', 'Cher');
      await edit('Hello {{who}}');
      at.heard();
      await expect(at.point('1.0.0')).rejects.toMatchObject({
        kind: 'conflict',
        code: 'prompts.languages_not_current',
        message: "Version '1.0.0' cannot be released: de-DE is missing, fr-FR is stale",
        details: {
          languages: [
            { languageCode: 'de-DE', state: 'missing' },
            { languageCode: 'fr-FR', state: 'stale' },
          ],
        },
      });
      expect((await list())[0]?.version.state.status).toBe('draft');
      await create('de-DE', 'Hallo');
      await update('fr-FR', null);
      at.heard();
      await at.point('1.0.0');
      expect(at.heard()).toEqual(['version.activate shop/order-mail/1.0.0@3', expect.stringMatching(/^pointer\.move /u) as unknown]);
      // What is released already stays where it is.
      await remove('de-DE');
      await at.point('1.0.0');
    });
  });
});
