import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmTranslationRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-translation-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { TRANSLATION_LIST } from '#contexts/prompts/prompt/application/translation-repository.port';
import { Prompt } from '#contexts/prompts/prompt/domain/prompt';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import { StaleRevision } from '#shared/errors';
import { listQuery } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import { TextTranslation } from '#contexts/prompts/text/domain/text-translation';
import { TextTranslationTaken, TextVersionNotFound } from '#contexts/prompts/text/domain/text-errors';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ACME = idOf(901);
const GLOBEX = idOf(902);
const SHOP = idOf(921);
const moment = (n: number): Date => new Date(Date.parse('2026-01-01T00:00:00.123Z') + n * 1000);

/** What the repository of translations promises on every engine. */
export function translationRepositoryKeepsItsWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`translation repository on ${name}`, () => {
    let database: ContractDatabase;
    let translations: TypeOrmTranslationRepository;
    let versions: TypeOrmVersionRepository;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const prompt = Prompt.create({
      id: idOf(1),
      tenantId: ACME,
      projectId: SHOP,
      slug: null,
      name: 'Order Mail',
      description: null,
      type: 'USER',
      ownerUserId: idOf(911),
      now: moment(0),
    });
    const { version } = newTextVersion(PROMPT_TEXT, {
      id: idOf(2),
      tenantId: ACME,
      projectId: SHOP,
      promptId: idOf(1),
      parentId: idOf(1),
      versionTag: '1.0.0',
      text: 'Dear {{who}}',
      languageCode: 'en-US',
      changeMessage: null,
      variables: [],
      literals: [],
      translations: [],
      translationIds: [],
      now: moment(0),
    });
    const translation = (n: number, languageCode: string, more: object = {}): TextTranslation =>
      TextTranslation.create(PROMPT_TEXT, {
        id: idOf(n),
        tenantId: ACME,
        versionId: idOf(2),
        languageCode,
        text: `Grüße 🙂 ${'x'.repeat(70_000)}`,
        sourceHash: version.sourceHash(),
        now: moment(1),
        ...more,
      });
    const french = translation(3, 'fr-FR');
    const source = version.edit({ text: 'Hello' }, moment(1)).sourceHash();

    beforeEach(async () => {
      database = await open();
      const { session } = database;
      translations = new TypeOrmTranslationRepository(session, new TypeOrmReferenceIndex(session));
      versions = new TypeOrmVersionRepository(session, new TypeOrmReferenceIndex(session), new TypeOrmReleasedTags(session));
      const shop = { id: SHOP, tenantId: ACME, name: 'Shop', description: null, ownerUserId: idOf(911), now: moment(0) };
      await write(async () => {
        await new TypeOrmProjectRepository(session).add(Project.create({ ...shop, requiredLanguages: ['fr-FR', 'de'] }));
        await new TypeOrmPromptRepository(session).add(prompt);
        await versions.add(version);
      });
    });
    afterEach(() => database.close());

    it('gives back what it was given, by language code, and only to its own tenant and version', async () => {
      const german = translation(4, 'de-DE');
      await write(async () => {
        await translations.add(french, version);
        await translations.add(german, version);
      });
      expect((await translations.find(ACME, idOf(2), 'fr-FR'))?.state).toEqual(french.state);
      expect((await translations.ofVersions(ACME, [idOf(2)])).map(({ state }) => state)).toEqual([german.state, french.state]);
      expect(await translations.find(ACME, idOf(2), 'FR-fr')).toBeNull();
      expect(await translations.find(ACME, idOf(2), 'fr-FR ')).toBeNull();
      expect(await translations.find(GLOBEX, idOf(2), 'fr-FR')).toBeNull();
      expect(await translations.find(ACME, idOf(9), 'fr-FR')).toBeNull();
      expect(await translations.ofVersions(GLOBEX, [idOf(2)])).toEqual([]);
      expect(await translations.asOf(GLOBEX, idOf(2), moment(9))).toEqual([]);
    });

    it('pages by language, and knows current from stale', async () => {
      const codes = ['it-IT', 'de-DE', 'fr-FR', 'es-ES'];
      await write(async () => {
        for (const [n, code] of codes.entries())
          await translations.add(translation(10 + n, code, n < 2 ? { sourceHash: source } : { text: 'Äpfel' }), version);
      });
      const asked = async (query: Record<string, string>) => {
        const page = await translations.page(ACME, idOf(2), version.sourceHash(), listQuery(query, TRANSLATION_LIST));
        return { codes: page.items.map(({ state }) => state.languageCode), next: page.next };
      };
      expect(await asked({})).toEqual({ codes: ['de-DE', 'es-ES', 'fr-FR', 'it-IT'], next: null });
      const first = await asked({ limit: '3', sort: '-languageCode' });
      expect(first.codes).toEqual(['it-IT', 'fr-FR', 'es-ES']);
      expect((await asked({ limit: '3', sort: '-languageCode', cursor: first.next ?? '' })).codes).toEqual(['de-DE']);
      expect((await asked({ state: 'stale' })).codes).toEqual(['de-DE', 'it-IT']);
      expect((await asked({ state: 'current', q: 'äPFEL' })).codes).toEqual(['es-ES', 'fr-FR']);
      expect((await asked({ language: 'FR-fr' })).codes).toEqual(['fr-FR']);
      expect((await asked({ language: 'fr' })).codes).toEqual([]);
    });

    it('lets one of two who come at once win', async () => {
      const outcomes = async (...works: (() => Promise<unknown>)[]) =>
        (await Promise.allSettled(works.map(write)))
          .map((each) => (each.status === 'fulfilled' ? 'won' : (each.reason as Error).name))
          .toSorted();
      expect(await outcomes(...[3, 4].map((n) => () => translations.add(translation(n, 'fr-FR'), version)))).toEqual([
        'TextTranslationTaken',
        'won',
      ]);
      const [there] = await translations.ofVersions(ACME, [idOf(2)]);
      if (!there) throw new Error('nobody won');
      const change = (text: string) => () => translations.update(there.change(text, source, moment(2)), there, version);
      expect(await outcomes(change('Salut'), change('Allô'))).toEqual(['StaleRevision', 'won']);
    });

    it('refuses a language that is taken, and a version that is not there', async () => {
      await write(() => translations.add(french, version));
      await expect(write(() => translations.add(translation(4, 'fr-FR'), version))).rejects.toThrow(TextTranslationTaken);
      await expect(write(() => translations.add(translation(4, 'fr-FR', { versionId: idOf(9) }), version))).rejects.toThrow(
        TextVersionNotFound,
      );
    });

    it('replaces and removes the revision it is told and no other', async () => {
      const changed = french.change('Salut', source, moment(2));
      await write(() => translations.add(french, version));
      await write(() => translations.update(changed, french, version));
      expect((await translations.find(ACME, idOf(2), 'fr-FR'))?.state).toEqual(changed.state);
      await expect(write(() => translations.update(changed, french, version))).rejects.toThrow(StaleRevision);
      await expect(write(() => translations.remove(french, moment(3)))).rejects.toThrow(StaleRevision);
      await write(() => translations.remove(changed, moment(3)));
      expect(await translations.ofVersions(ACME, [idOf(2)])).toEqual([]);
    });

    it('knows what was said at a time, to the moment of a change', async () => {
      const changed = french.change('Salut', source, moment(2));
      const confirmed = changed.confirm(version.sourceHash(), moment(3));
      const again = translation(5, 'fr-FR', { now: moment(6) });
      await write(() => translations.add(french, version));
      await write(() => translations.add(translation(4, 'de-DE', { now: moment(2) }), version));
      await write(() => translations.update(changed, french, version));
      await write(() => translations.update(confirmed, changed, version));
      await write(() => translations.remove(confirmed, moment(4)));
      await write(() => translations.add(again, version));
      const said = async (at: Date) =>
        (await translations.asOf(ACME, idOf(2), at)).map(({ state }) => `${state.languageCode}@${state.revision}`).join();
      const all: string[] = [];
      for (let n = 0; n < 7; n += 1) all.push(await said(moment(n)));
      expect(all).toEqual(['', 'fr-FR@1', 'de-DE@1,fr-FR@2', 'de-DE@1,fr-FR@3', 'de-DE@1', 'de-DE@1', 'de-DE@1,fr-FR@1']);
      expect(await said(new Date(moment(2).getTime() - 1))).toBe('fr-FR@1');
      expect((await translations.asOf(ACME, idOf(2), moment(1)))[0]?.state).toEqual(french.state);
      expect((await translations.asOf(ACME, idOf(2), moment(6)))[1]?.state).toEqual(again.state);
    });

    it('lets all of it go with the version', async () => {
      await write(() => translations.add(french, version));
      await write(() => translations.update(french.change('Salut', source, moment(2)), french, version));
      expect(await write(() => versions.remove(version))).toEqual({ translations: 1 });
      expect(await translations.ofVersions(ACME, [idOf(2)])).toEqual([]);
      expect(await translations.asOf(ACME, idOf(2), moment(1))).toEqual([]);
    });

    it('stands in a project that knows its languages', async () => {
      const projects = new TypeOrmProjectRepository(database.session);
      const project = await projects.load(ACME, { id: SHOP, slug: 'shop' });
      expect(project.state.requiredLanguages).toEqual(['de', 'fr-FR']);
      await write(() => projects.update(project.change({ requiredLanguages: [] }, moment(1))));
      expect((await projects.load(ACME, { id: SHOP, slug: 'shop' })).state.requiredLanguages).toEqual([]);
    });
  });
}
