import { ReadPointers } from '../../../../../src/contexts/prompts/pointer/application/read-pointers';
import { wholeList } from '#shared/list';
import { POINTER_LIST } from '#contexts/prompts/pointer/application/pointer-repository.port';
import { ACTOR, promptsOnSqlite, uuid, type PromptsOnSqlite } from '../../prompts-on-sqlite';

describe('pointers of an environment on SQLite', () => {
  let at: PromptsOnSqlite;
  beforeEach(async () => {
    at = await promptsOnSqlite();
  });
  afterEach(() => at.close());

  const list = async (environmentId = at.environmentId) =>
    (await new ReadPointers(at.catalog, at.lookup, at.pointers).list(ACTOR, 'shop', environmentId, wholeList(POINTER_LIST))).items;

  it('move to a draft, which becomes active with it, and say when they are there already', async () => {
    await at.aPrompt({ activate: false });
    at.heard();
    const { pointer, environment } = await at.point('1.0.0');
    expect([pointer.state.versionTag, pointer.state.movedBy, environment.name]).toEqual(['1.0.0', ACTOR.id, 'production']);
    await at.point('1.0.0');
    const resource = `shop/${at.environmentId}/order-mail`;
    expect(at.heard()).toEqual([
      'version.activate shop/order-mail/1.0.0@2',
      `pointer.move ${resource}@1`,
      `pointer.move ${resource}@1 unchanged`,
    ]);
    expect((await list()).map((each) => each.pointer.state)).toEqual([pointer.state]);
  });

  it('refuse latest, unknown things and archived versions', async () => {
    await at.aPrompt();
    await expect(at.point('Latest')).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '/versionTag' }] });
    await expect(at.point('2.0.0')).rejects.toMatchObject({ message: "Version '2.0.0' not found" });
    const elsewhere = { actor: ACTOR, project: 'shop', environmentId: uuid(99), prompt: 'order-mail', versionTag: '1.0.0' };
    await expect(at.movePointer.execute(elsewhere)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(list(uuid(99))).rejects.toMatchObject({ kind: 'not_found' });
    await at.texts.archive.execute({ actor: ACTOR, project: 'shop', prompt: 'order-mail', versionTag: '1.0.0' });
    await expect(at.point('1.0.0')).rejects.toMatchObject({ kind: 'conflict', code: 'prompts.version_archived' });
    expect(await list()).toEqual([]);
  });

  it('notice when someone else was faster', async () => {
    await at.aPrompt();
    const { pointer } = await at.point('1.0.0');
    const { revision: _revision, movedAt: now, ...input } = pointer.state;
    const again = { state: { ...input, id: uuid(50), movedAt: now, revision: 1 } } as typeof pointer;
    await expect(at.unitOfWork.maintain(() => at.pointers.add(again))).rejects.toMatchObject({ code: 'shared.stale_revision' });
    await expect(at.unitOfWork.maintain(() => at.pointers.update(pointer))).rejects.toMatchObject({ code: 'shared.stale_revision' });
  });
});
