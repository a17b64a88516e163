import { ModelProvider, type Behaviour } from '../../fakes/model-provider';
import { endpointsAt } from '../../http/execution/execution-app';
import type { Overrides, TestingApp } from '../../http/testing-app';
import { Executed, ExecutedRaw, Project, PromptDetail } from './shapes';
import { bad, good, type Row } from './table';
import { z } from 'zod';

const EXECUTE = 'POST /api/llm-execution/execute';
const RAW = 'POST /api/execute-raw';
const TEXT = { aiModelId: '{modelId}', systemPromptName: 'prompt-improver', userText: 'Hi' };
const MODEL = z.looseObject({ id: z.string() });
const OF_PROMPT = { modelId: '{modelId}', projectId: '{projectId}', promptId: '{promptId}' };
const OF_TEXT = { modelId: '{modelId}', promptText: 'Hi {{who}}' };

/** Section 5.2 of the wire contract. */
export const EXECUTIONS: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/prompts', 201, PromptDetail, {
    what: 'is executed',
    body: { name: 'Mail', promptText: 'Dear {{who}}', activate: true },
    keeps: { promptId: 'id' },
  }),
  good('POST P/aimodels', 201, MODEL, {
    what: 'is called',
    body: { name: 'Fast', provider: 'OPENAI', apiIdentifier: 'gpt-test', temperature: 0, maxTokens: 10 },
    keeps: { modelId: 'id' },
  }),
  good('POST P/aimodels', 201, MODEL, {
    what: 'has no identifier',
    body: { name: 'claude', provider: 'anthropic' },
    keeps: { claude: 'id' },
  }),
  good('POST P/aimodels', 201, MODEL, {
    what: 'is of another provider',
    body: { name: 'Local', provider: 'Ollama' },
    keeps: { ollama: 'id' },
  }),
  good('POST P/aimodels', 201, MODEL, {
    what: 'has a key variable that is not set',
    body: { name: 'Keyless', provider: 'OpenAI', apiKeyEnvVar: 'NO_SUCH_KEY' },
    keeps: { keyless: 'id' },
  }),

  good(EXECUTE, 201, Executed, {
    as: 'user',
    body: { ...OF_PROMPT, versionTag: 'latest', languageCode: 'en', variables: { who: 'Bo' } },
    says: { result: 'Hello there', modelUsed: 'gpt-test', providerUsed: 'OPENAI', metadata: { model: { id: '{modelId}', name: 'Fast' } } },
  }),
  good(EXECUTE, 201, Executed, {
    what: 'answers a bare text',
    body: { ...OF_TEXT, modelId: '{claude}', projectId: '{projectId}', variables: { who: 'Bo' } },
    says: { modelUsed: 'claude', providerUsed: 'anthropic' },
  }),
  bad(EXECUTE, 'neither form', 400, { body: { modelId: '{modelId}' } }),
  bad(EXECUTE, 'a prompt without its project', 400, { body: { modelId: '{modelId}', promptId: '{promptId}' } }),
  bad(EXECUTE, 'another provider', 400, { body: { ...OF_TEXT, modelId: '{ollama}' } }),
  bad(EXECUTE, 'unknown model', 404, { body: { ...OF_TEXT, modelId: 'nothing' } }),
  bad(EXECUTE, 'unknown prompt', 404, { body: { ...OF_PROMPT, promptId: 'nothing' } }),
  bad(EXECUTE, 'unknown version', 404, { body: { ...OF_PROMPT, versionTag: '9.9.9' } }),
  bad(EXECUTE, 'another tenant', 404, { as: 'stranger', body: OF_TEXT }),
  bad(EXECUTE, 'no member', 403, { as: 'prompt_consumer', body: OF_TEXT }),
  bad(EXECUTE, 'key variable unset', 500, { body: { ...OF_TEXT, modelId: '{keyless}' }, message: 'NO_SUCH_KEY' }),

  good(RAW, 200, ExecutedRaw, { as: 'user', body: { ...TEXT, variables: { language: 'en' } }, says: { response: 'Hello there' } }),
  bad(RAW, 'no text', 400, { body: { ...TEXT, userText: undefined } }),
  bad(RAW, 'another provider', 400, { body: { ...TEXT, aiModelId: '{ollama}' } }),
  bad(RAW, 'unknown model', 404, { body: { ...TEXT, aiModelId: 'nothing' } }),
  bad(RAW, 'unknown system prompt', 404, { body: { ...TEXT, systemPromptName: 'nothing' } }),
  bad(RAW, 'another tenant', 404, { as: 'stranger', body: TEXT }),
  bad(RAW, 'no member', 403, { as: 'prompt_consumer', body: TEXT }),
  bad(RAW, 'key variable unset', 500, { body: { ...TEXT, aiModelId: '{keyless}' }, message: 'NO_SUCH_KEY' }),
];

/** The application with a provider that answers, at first with `first`. */
export async function withProvider(open: (more: Overrides) => Promise<TestingApp>, ...first: readonly Behaviour[]): Promise<TestingApp> {
  const provider = await ModelProvider.start();
  provider.next(...first);
  const app = await open({ execution: endpointsAt(provider.url) });
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await provider.stop();
    },
  };
}
