import { DEFAULT_SYSTEM_PROMPTS } from '#contexts/prompts/system-prompt/domain/default-system-prompts';
import { SystemPrompt } from '#contexts/prompts/system-prompt/domain/system-prompt';

const variablesOf = (text: string): string[] => [...new Set([...text.matchAll(/\$\{(\w+)\}/gu)].map(([, name = '']) => name))];

describe('the default system prompts', () => {
  it('have the names and variables of the wire contract, 5.3', () => {
    expect(DEFAULT_SYSTEM_PROMPTS.map(({ name, promptText }) => [name, variablesOf(promptText)])).toEqual([
      ['prompt-generator', []],
      ['prompt-improver', ['prompt_to_improve', 'language']],
      ['prompt-translator', ['text', 'targetLanguage', 'regionName']],
    ]);
  });

  it('keep the rules of every system prompt', () => {
    for (const content of DEFAULT_SYSTEM_PROMPTS) {
      const { state } = SystemPrompt.create({ ...content, id: 'x', now: new Date(0) });
      expect(state).toMatchObject(content);
    }
  });
});
