import { TypeOrmPromptCatalogLinks } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-catalog-links';
import { wholeList } from '#shared/list';
import { PROMPT_LIST } from '#contexts/prompts/prompt/application/prompt-repository.port';
import { VERSION_LIST } from '#contexts/prompts/prompt/application/version-repository.port';
import { DeletePrompt } from '../../../../../src/contexts/prompts/prompt/application/delete-prompt';
import { ReadPrompts } from '../../../../../src/contexts/prompts/prompt/application/read-prompts';
import { UpdatePrompt } from '../../../../../src/contexts/prompts/prompt/application/update-prompt';
import { PromptsCatalogUsage } from '../../../../../src/contexts/prompts/catalog-links/adapters/persistence/prompts-catalog-usage';
import { ACTOR, promptsOnSqlite, STRANGER, uuid, type PromptsOnSqlite } from '../../prompts-on-sqlite';

describe('prompts and versions on SQLite', () => {
  let at: PromptsOnSqlite;
  beforeEach(async () => {
    at = await promptsOnSqlite();
  });
  afterEach(() => at.close());

  const address = { actor: ACTOR, project: 'shop', prompt: 'order-mail' };
  const draft = (versionTag: string) => {
    at.clock.advance(1000);
    const content = {
      text: 'Hi',
      languageCode: 'en-US',
      variables: [],
      literals: [],
      translations: [],
      changeMessage: null,
      aiModelId: null,
    };
    return at.texts.create.execute({
      ...address,
      versionTag,
      ...content,
    });
  };
  const readPrompts = () =>
    new ReadPrompts(at.catalog, at.tags, at.lookup, at.prompts, at.versions, at.translations, at.pointers, at.copies);
  const one = (versionTag: string) => at.texts.read.one(ACTOR, { project: 'shop', prompt: 'order-mail', versionTag });
  const archive = (versionTag: string) =>
    at.texts.archive.execute({
      ...address,
      versionTag,
    });
  const update = (patch: object, actor = ACTOR, tagIds?: string[]) =>
    new UpdatePrompt(at.lookup, at.tags, at.prompts, readPrompts(), at.outbox, at.unitOfWork, at.clock).execute({
      ...address,
      actor,
      patch,
      ...(tagIds && { tagIds }),
    });

  it('creates a prompt with an active version and its translations, and says so of each', async () => {
    const variables = [{ name: 'who', default: 'you' }];
    const { prompt, version, translations } = await at.aPrompt({
      variables,
      literals: ['x'],
      translations: [{ languageCode: 'fr', text: 'Cher' }],
    });
    expect(at.heard()).toEqual([
      'prompt.create shop/order-mail@1',
      'version.create shop/order-mail/1.0.0@1',
      'version.activate shop/order-mail/1.0.0@2',
      'translation.create shop/order-mail/1.0.0/fr@1',
    ]);
    const read = await readPrompts().detail(ACTOR, 'shop', 'order-mail');
    expect(read.prompt.state).toEqual(prompt.state);
    expect(read.versions[0]?.version.state).toEqual(version.state);
    expect(read.versions[0]).toMatchObject({ translations: translations.map(({ state }) => ({ state })), environments: [] });
  });

  it('keeps nothing of a prompt whose version is refused, and names every fault of both', async () => {
    const refused = at.aPrompt({ name: '', promptText: '', languageCode: 'e' });
    await expect(refused).rejects.toMatchObject({
      errors: [{ pointer: '/name' }, { pointer: '/promptText' }, { pointer: '/languageCode' }],
    });
    expect((await readPrompts().list(ACTOR, 'shop', wholeList(PROMPT_LIST))).items).toEqual([]);
  });

  it('takes tags by name or id, replaces the whole set, and says so', async () => {
    const [core, mail] = [await at.aTag('core'), await at.aTag('mail')];
    const { tags } = await at.aPrompt({ tags: [' mail ', core, 'core'] });
    expect(tags.map((each) => each.name)).toEqual(['core', 'mail']);
    const named = async () => (await readPrompts().detail(ACTOR, 'shop', 'order-mail')).tags.map((each) => each.name);
    expect(await named()).toEqual(['core', 'mail']);
    at.heard();
    await update({}, ACTOR, [mail, core]);
    await update({}, ACTOR, [mail]);
    await update({ name: 'Mail' }, ACTOR, [mail]);
    expect(at.heard()).toEqual([
      'prompt.update shop/order-mail@1 unchanged',
      'prompt.update shop/order-mail@2',
      'prompt.update shop/order-mail@3',
    ]);
    expect(await named()).toEqual(['mail']);
    await expect(update({ name: 'No' }, ACTOR, [core, 'mail'])).rejects.toMatchObject({
      kind: 'not_found',
      message: "Tag 'mail' not found",
    });
    await update({}, ACTOR, []);
    expect(await named()).toEqual([]);
    await expect(at.aPrompt({ name: 'Other', tags: ['core', 'none'] })).rejects.toMatchObject({ message: "Tag 'none' not found" });
    expect(
      (await readPrompts().list(ACTOR, 'shop', wholeList(PROMPT_LIST))).items.map((each) => [each.prompt.state.name, each.tags]),
    ).toEqual([['Mail', []]]);
  });

  it('refuses a slug that is taken in the project', async () => {
    await at.aPrompt();
    await expect(at.aPrompt()).rejects.toMatchObject({ kind: 'conflict', message: "Prompt 'order-mail' already exists in this project" });
  });

  it('lists prompts oldest first with the tags of their versions newest first', async () => {
    await at.aPrompt();
    await draft('1.1.0');
    at.clock.advance(1000);
    await at.aPrompt({ name: 'Second' });
    const list = (await readPrompts().list(ACTOR, 'shop', wholeList(PROMPT_LIST))).items;
    expect(list.map((each) => [each.prompt.state.slug, each.versions.map((version) => version.versionTag)])).toEqual([
      ['order-mail', ['1.1.0', '1.0.0']],
      ['second', ['1.0.0']],
    ]);
    expect(
      await new PromptsCatalogUsage(new TypeOrmPromptCatalogLinks(at.session), at.deployments, at.rules).ofProject(
        ACTOR.tenantId,
        at.projectId,
      ),
    ).toEqual(['2 prompts']);
    expect(
      await new PromptsCatalogUsage(new TypeOrmPromptCatalogLinks(at.session), at.deployments, at.rules).ofProject(
        STRANGER.tenantId,
        at.projectId,
      ),
    ).toEqual([]);
  });

  it('hides everything from another tenant', async () => {
    await at.aPrompt();
    const notFound = { kind: 'not_found' };
    await expect(readPrompts().list(STRANGER, 'shop', wholeList(PROMPT_LIST))).rejects.toMatchObject(notFound);
    await expect(readPrompts().detail(STRANGER, 'shop', 'order-mail')).rejects.toMatchObject(notFound);
    await expect(update({ name: 'x' }, STRANGER)).rejects.toMatchObject(notFound);
    await expect(at.point('1.0.0', STRANGER)).rejects.toMatchObject(notFound);
    expect(await at.prompts.find(STRANGER.tenantId, at.projectId, 'order-mail')).toBeNull();
  });

  it('changes what is given, says when nothing changed, and refuses an empty change', async () => {
    await at.aPrompt();
    at.heard();
    await update({ description: 'about orders' });
    await update({ description: 'about orders' });
    expect(at.heard()).toEqual(['prompt.update shop/order-mail@2', 'prompt.update shop/order-mail@2 unchanged']);
    await expect(update({})).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('notices when someone else was faster', async () => {
    const { prompt, version } = await at.aPrompt();
    await update({ name: 'Faster' });
    const stale = prompt.change({ name: 'Slower' }, at.clock.now());
    await expect(at.unitOfWork.maintain(() => at.prompts.update(stale))).rejects.toMatchObject({ code: 'shared.stale_revision' });
    await expect(at.unitOfWork.maintain(() => at.prompts.remove(prompt))).rejects.toMatchObject({ code: 'shared.stale_revision' });
    await archive('1.0.0');
    await expect(at.unitOfWork.maintain(() => at.versions.lock(version))).rejects.toMatchObject({ code: 'shared.stale_revision' });
    await expect(at.unitOfWork.maintain(() => at.versions.update(version, version))).rejects.toMatchObject({
      code: 'shared.stale_revision',
    });
    await expect(at.unitOfWork.maintain(() => at.versions.remove(version))).rejects.toMatchObject({ code: 'shared.stale_revision' });
  });

  it('refuses a tag that is taken, and finds latest by creation', async () => {
    await at.aPrompt();
    await draft('0.9.0');
    await expect(draft('0.9.0')).rejects.toMatchObject({ kind: 'conflict', message: "Version '0.9.0' already exists for this prompt" });
    expect((await one('LATEST')).version.state.versionTag).toBe('0.9.0');
    expect(
      (await at.texts.read.list(ACTOR, { project: 'shop', prompt: 'order-mail' }, wholeList(VERSION_LIST))).items.map(
        (each) => each.version.state.versionTag,
      ),
    ).toEqual(['0.9.0', '1.0.0']);
    await expect(one('9.9.9')).rejects.toMatchObject({ message: "Version '9.9.9' not found" });
  });

  it('edits a draft with variables and literals, activates it once, and says when it is active already', async () => {
    await at.aPrompt();
    await draft('1.1.0');
    at.heard();
    const patch = { text: 'Bye {{n}}', variables: [{ name: 'n', type: 'number' as const }], literals: ['y'] };
    await at.texts.update.execute({
      ...address,
      versionTag: '1.1.0',
      patch,
    });
    const activate = at.texts.activate;
    const active = await activate.execute({ ...address, versionTag: '1.1.0', breakingReason: null });
    await activate.execute({ ...address, versionTag: '1.1.0', breakingReason: null });
    const resource = 'shop/order-mail/1.1.0';
    expect(at.heard()).toEqual([
      `version.update ${resource}@2`,
      `version.activate ${resource}@3`,
      `version.activate ${resource}@3 unchanged`,
    ]);
    expect((await one('1.1.0')).version.state).toEqual(active.state);
  });

  describe('with declared variables', () => {
    const activate = (versionTag: string, breakingReason: string | null = null) =>
      at.texts.activate.execute({
        ...address,
        versionTag,
        breakingReason,
      });
    const declare = (versionTag: string, names: string[]) =>
      draft(versionTag).then(() =>
        at.texts.update.execute({
          ...address,
          versionTag,
          patch: { variables: names.map((name) => ({ name })) },
        }),
      );

    beforeEach(async () => {
      await at.aPrompt({ variables: [{ name: 'who' }] });
    });

    it('activates what breaks callers only in a new major, or for a reason that is on the trail', async () => {
      await declare('1.1.0', ['whom']);
      const breaking = [{ name: 'who', change: 'removed', before: 'string', after: null }];
      const refusal = { kind: 'conflict', code: 'prompts.breaking_variables', details: { follows: '1.0.0', breaking } };
      await expect(activate('1.1.0')).rejects.toMatchObject(refusal);
      await expect(at.point('1.1.0')).rejects.toMatchObject(refusal);
      at.heard();
      await activate('1.1.0', 'nobody sends it');
      expect(at.told()).toMatchObject([
        {
          rule: { action: 'version.activate', risk: 'high' },
          details: { override: { reason: 'nobody sends it', follows: '1.0.0', variables: breaking } },
        },
      ]);
      await declare('2.0.0', ['other']);
      at.heard();
      await activate('2.0.0', 'not needed');
      expect(at.told()).toMatchObject([{ rule: { risk: 'medium' } }]);
      expect(at.told()[0]).not.toHaveProperty('details');
      await declare('1.0.1', ['who', 'more']);
      await activate('1.0.1');
    });

    it('takes no declaration for the removal of all, and asks nothing of what follows that', async () => {
      await draft('1.1.0');
      await expect(activate('1.1.0')).rejects.toMatchObject({ code: 'prompts.breaking_variables' });
      const emptied = await activate('1.1.0', 'nobody sends any');
      expect(emptied.state).toMatchObject({ status: 'active', variables: [], variablesDeclared: false });
      await declare('1.2.0', ['new']);
      await activate('1.2.0');
    });
  });

  it('brings an archived version back, and says when it is not archived', async () => {
    await at.aPrompt();
    await archive('1.0.0');
    at.heard();
    const restore = () => at.texts.restore.execute({ ...address, versionTag: '1.0.0' });
    expect((await restore()).state.status).toBe('active');
    await restore();
    expect(at.heard()).toEqual(['version.restore shop/order-mail/1.0.0@4', 'version.restore shop/order-mail/1.0.0@4 unchanged']);
    await at.point('1.0.0');
  });

  it('neither archives nor deletes what an environment points at', async () => {
    await at.aPrompt();
    await at.point('1.0.0');
    const conflict = { kind: 'conflict', code: 'prompts.version_in_use' };
    await expect(archive('1.0.0')).rejects.toMatchObject(conflict);
    const deleteVersion = at.texts.delete;
    await expect(deleteVersion.execute({ ...address, versionTag: '1.0.0' })).rejects.toMatchObject(conflict);
    const deletePrompt = new DeletePrompt(at.lookup, at.prompts, at.pointers, at.dependents, at.outbox, at.unitOfWork);
    await expect(deletePrompt.execute(address)).rejects.toMatchObject({ code: 'prompts.prompt_in_use' });
    expect((await one('1.0.0')).version.state.status).toBe('active');
    await draft('1.1.0');
    await at.point('1.1.0');
    await deleteVersion.execute({ ...address, versionTag: '1.0.0' });
    await expect(one('1.0.0')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('deletes a prompt with versions and translations', async () => {
    const { version } = await at.aPrompt({ translations: [{ languageCode: 'fr', text: 'Cher' }] });
    at.heard();
    await new DeletePrompt(at.lookup, at.prompts, at.pointers, at.dependents, at.outbox, at.unitOfWork).execute(address);
    expect(at.heard()).toEqual(['prompt.delete shop/order-mail@2']);
    expect(await at.translations.ofVersions(ACTOR.tenantId, [version.state.id])).toEqual([]);
    expect(await at.versions.tagsOf(ACTOR.tenantId, at.projectId, null)).toEqual([]);
  });

  it('serves the newest active version, else the newest draft, never an archived one', async () => {
    const { prompt } = await at.aPrompt();
    await draft('1.1.0');
    const served = async () => (await at.versions.newestServed(ACTOR.tenantId, prompt.state.id))?.state.versionTag;
    expect(await served()).toBe('1.0.0');
    await archive('1.0.0');
    expect(await served()).toBe('1.1.0');
    await archive('1.1.0');
    expect(await served()).toBeUndefined();
    expect(await at.versions.findById(ACTOR.tenantId, uuid(99), uuid(98))).toBeNull();
  });
});
