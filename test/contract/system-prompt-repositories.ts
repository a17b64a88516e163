import { TypeOrmInstalledDefaults } from '#contexts/prompts/system-prompt/adapters/persistence/typeorm-installed-defaults';
import { TypeOrmSystemPromptRepository } from '#contexts/prompts/system-prompt/adapters/persistence/typeorm-system-prompt-repository';
import { DefaultInstalled } from '#contexts/prompts/system-prompt/domain/default-system-prompts';
import { SYSTEM_PROMPT_LIST } from '#contexts/prompts/system-prompt/application/system-prompt-repository.port';
import { SystemPrompt, SystemPromptTaken, type SystemPromptContent } from '#contexts/prompts/system-prompt/domain/system-prompt';
import { StaleRevision } from '#shared/errors';
import { wholeList } from '#shared/list';
import type { ContractDatabase } from './sqlite-database';

const NOW = new Date('2026-01-01T00:00:00.123Z');
const LATER = new Date('2026-01-01T00:00:01.456Z');
const prompt = (n: number, name: string, more: Partial<SystemPromptContent> = {}): SystemPrompt =>
  SystemPrompt.create({
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    ...{ name, description: null, promptText: 'x', category: null, now: NOW },
    ...more,
  });

/** What the repository of system prompts and the list of installed defaults promise on every engine. */
export function systemPromptRepositoriesKeepTheirWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`repositories of system prompts on ${name}`, () => {
    let database: ContractDatabase;
    let prompts: TypeOrmSystemPromptRepository;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const names = async (): Promise<string[]> => (await prompts.page(wholeList(SYSTEM_PROMPT_LIST))).items.map(({ state }) => state.name);

    beforeEach(async () => {
      database = await open();
      prompts = new TypeOrmSystemPromptRepository(database.session);
    });
    afterEach(() => database.close());

    it('give back what they were given', async () => {
      const full = prompt(1, '🙂'.repeat(100), {
        description: '🙂'.repeat(500),
        promptText: `Ä${'x'.repeat(1024 * 1024 - 2)}`,
        category: 'Ä',
      });
      await write(() => prompts.add(full));
      expect((await prompts.find(` ${full.state.name} `))?.state).toEqual(full.state);
    });

    it('compare names by bytes and list by them', async () => {
      const each = ['b', 'B', 'é', 'e\u0301', 'a/b', '%2F', 'a'];
      await write(async () => {
        for (const [n, of] of each.entries()) await prompts.add(prompt(n, of));
      });
      for (const of of each) expect((await prompts.find(of))?.state.name).toBe(of);
      expect(await prompts.find('A')).toBeNull();
      expect(await names()).toEqual(['%2F', 'B', 'a', 'a/b', 'b', 'e\u0301', 'é']);
    });

    it('refuse a name that is taken, also by a change', async () => {
      const [one, two] = [prompt(1, 'one'), prompt(2, 'two')];
      await write(async () => {
        await prompts.add(one);
        await prompts.add(two);
      });
      await expect(write(() => prompts.add(prompt(3, 'one')))).rejects.toThrow(SystemPromptTaken);
      await expect(write(() => prompts.update(two.change({ name: 'one' }, LATER)))).rejects.toThrow(SystemPromptTaken);
      expect(await names()).toEqual(['one', 'two']);
    });

    it('replace and remove the revision before and no other', async () => {
      const one = prompt(1, 'one', { description: 'x', category: 'y' });
      const changed = one.change({ name: 'two', promptText: 'new', description: null, category: null }, LATER);
      await write(async () => {
        await prompts.add(one);
        await prompts.update(changed);
      });
      expect(await prompts.find('one')).toBeNull();
      expect((await prompts.find('two'))?.state).toEqual(changed.state);
      await expect(write(() => prompts.update(one.change({ promptText: 'late' }, LATER)))).rejects.toThrow(StaleRevision);
      await expect(write(() => prompts.remove(one))).rejects.toThrow(StaleRevision);
      await write(() => prompts.remove(changed));
      expect(await names()).toEqual([]);
    });

    it('note each installed default once', async () => {
      const installed = new TypeOrmInstalledDefaults(database.session);
      await write(() => installed.add('a', NOW));
      await write(() => installed.add('A', NOW));
      await expect(write(() => installed.add('a', LATER))).rejects.toThrow(DefaultInstalled);
      expect((await installed.names()).toSorted()).toEqual(['A', 'a']);
    });
  });
}
