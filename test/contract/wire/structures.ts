import { z } from 'zod';
import type { Overrides, TestingApp } from '../../http/testing-app';
import { withProvider } from './executions';
import { AssetDetail, GeneratedStructure, Project, PromptDetail, Served, Tag } from './shapes';
import { bad, good, type Row } from './table';

const GENERATE = 'POST P/prompts/generate-structure';
const ASKED = { userPrompt: 'A mail' };
const LOAD = 'POST P/prompts/load-structure';
const LEAST = { prompt: { name: 'Least' }, version: { promptText: 'x' } };
const WHOLE = {
  prompt: { name: 'Order Mail', description: 'd', type: 'SYSTEM', ownerUserId: 'somebody else' },
  version: {
    promptText: 'Dear {{who}}, {{asset:sign}}',
    changeMessage: 'generated',
    assets: ['sign'],
    translations: [{ languageCode: 'fr', promptText: 'Cher {{who}}, {{asset:sign}}' }],
  },
  languageCode: 'en-GB',
  assets: [
    {
      key: 'sign',
      name: 'Signature',
      value: 'Yours',
      changeMessage: 'generated too',
      translations: [
        { languageCode: 'fr', promptText: 'Cordialement' },
        { languageCode: 'de', value: 'Gruß' },
      ],
    },
    { key: 'plain', value: 'x' },
  ],
  tags: ['core', 'new'],
};

/** Section 4.6 of the wire contract, and its row in 4.1. */
export const STRUCTURES: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/tags', 201, Tag, { what: 'is there before', body: { name: 'core' } }),
  good('GET /api/auth/profile', 200, z.looseObject({}), { what: 'who loads it', as: 'user', keeps: { me: 'id' } }),

  good(LOAD, 201, PromptDetail, {
    as: 'user',
    body: WHOLE,
    says: {
      id: 'order-mail',
      name: 'Order Mail',
      description: 'd',
      type: 'SYSTEM',
      tags: [{ name: 'core' }, { name: 'new' }],
      versions: [
        {
          versionTag: '1.0.0',
          status: 'active',
          isActive: false,
          promptText: 'Dear {{who}}, {{asset:sign}}',
          languageCode: 'en-GB',
          changeMessage: 'generated',
          translations: [{ languageCode: 'fr', promptText: 'Cher {{who}}, {{asset:sign}}' }],
          activeInEnvironments: [],
        },
      ],
    },
    keeps: { id: 'id', promptId: 'id', owner: 'ownerUserId' },
  }),
  good('GET P/prompts/{id}', 200, PromptDetail, { what: 'is owned by who loaded it', says: { ownerUserId: '{me}' } }),
  good('GET P/tags', 200, z.array(Tag).length(2), { what: 'creates the tag that was missing', says: [{ name: 'core' }, { name: 'new' }] }),
  good('GET P/prompts/{promptId}/assets/{assetKey}', 200, AssetDetail, {
    what: 'has the asset',
    at: { assetKey: 'sign' },
    says: {
      name: 'Signature',
      versions: [
        {
          versionTag: '1.0.0',
          status: 'active',
          value: 'Yours',
          languageCode: 'en-GB',
          changeMessage: 'generated too',
          translations: [
            { languageCode: 'de', value: 'Gruß' },
            { languageCode: 'fr', value: 'Cordialement' },
          ],
        },
      ],
    },
  }),
  good('GET P/prompts/{promptId}/assets/{assetKey}', 200, AssetDetail, {
    what: 'names an asset by its key when it has no name',
    at: { assetKey: 'plain' },
    says: { name: 'plain', versions: [{ changeMessage: null, translations: [] }] },
  }),
  good('POST /api/serve-prompt/execute/{projectId}/{promptId}/latest/lang/fr', 201, Served, {
    what: 'is served at once',
    body: { variables: { who: 'Bo' } },
    says: { processedPrompt: 'Cher Bo, Cordialement', fallback: false },
  }),
  bad(LOAD, 'slug taken', 409, { body: { ...WHOLE, tags: ['unseen'] }, message: 'already exists' }),
  bad(LOAD, 'the same key twice', 409, {
    body: { ...LEAST, assets: [WHOLE.assets[1], WHOLE.assets[1]], tags: ['unseen'] },
    message: 'already exists',
  }),
  bad(LOAD, 'no prompt', 400, { body: { version: LEAST.version } }),
  bad(LOAD, 'no version', 400, { body: { prompt: LEAST.prompt } }),
  bad(LOAD, 'an empty name', 400, { body: { ...LEAST, prompt: { name: '' } } }),
  bad(LOAD, 'an empty text', 400, { body: { ...LEAST, version: { promptText: '' } } }),
  bad(LOAD, 'an unknown type', 400, { body: { ...LEAST, prompt: { name: 'Least', type: 'task' } } }),
  bad(LOAD, 'a language code of one letter', 400, { body: { ...LEAST, languageCode: 'e' } }),
  bad(LOAD, 'an asset without a value', 400, { body: { ...LEAST, assets: [{ key: 'a' }] } }),
  bad(LOAD, 'the same language twice', 400, {
    body: { ...LEAST, version: { promptText: 'x', translations: Array(2).fill({ languageCode: 'fr', promptText: 'y' }) } },
  }),
  bad(LOAD, 'an unknown field', 400, { body: { ...LEAST, color: 'red' }, message: 'property color should not exist' }),
  bad(LOAD, 'nothing given', 400, { body: {} }),
  bad(LOAD, 'prompt_consumer', 403, { as: 'prompt_consumer', body: LEAST }),
  bad(LOAD, 'another tenant', 404, { as: 'stranger', body: LEAST }),
  bad(LOAD, 'unknown project', 404, { at: { projectId: 'nowhere' }, body: LEAST }),
  bad(LOAD, 'no credentials', 401, { as: 'nobody', body: LEAST }),
  bad('GET P/tags/by-name/{name}', 'left by none of the refused', 404, { at: { name: 'unseen' } }),
  good(LOAD, 201, PromptDetail, {
    what: 'has defaults',
    body: LEAST,
    says: { id: 'least', type: 'USER', description: null, tags: [], versions: [{ languageCode: 'en-US', changeMessage: null }] },
  }),
];

const MODEL = z.looseObject({ id: z.string() });
const RESPONSE = { structure: { prompt: { name: 'Mail' }, version: { promptText: 'Hi' }, assets: [{ key: 'sign', value: 'Yours' }] } };

/** The row of generate-structure in 4.1 of the wire contract. */
export const GENERATIONS: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  bad(GENERATE, 'no model', 404, { body: ASKED, message: 'gpt-4o' }),
  good('POST /api/projects', 201, Project, { what: 'has the shared model', body: { name: 'Default project' }, keeps: { shared: 'id' } }),
  good('POST P/aimodels', 201, MODEL, {
    what: 'is shared',
    at: { projectId: 'default-project' },
    body: { name: 'Fast', provider: 'OpenAI', apiIdentifier: 'gpt-4o' },
  }),
  good(GENERATE, 201, GeneratedStructure, {
    as: 'user',
    body: ASKED,
    says: {
      prompt: { name: 'Mail' },
      version: { promptText: 'Hi', assets: ['sign'], translations: [] },
      assets: [{ key: 'sign', name: 'sign', value: 'Yours', translations: [] }],
    },
  }),
  good('POST P/aimodels', 201, MODEL, { what: "is the project's own", body: { name: 'gpt-4o', apiIdentifier: 'speaks-no-json' } }),
  bad(GENERATE, 'the response is not JSON', 500, { body: ASKED }),
  bad(GENERATE, 'no description of the task', 400, { body: {} }),
  bad(GENERATE, 'an empty description', 400, { body: { userPrompt: '' } }),
  bad(GENERATE, 'an unknown field', 400, { body: { ...ASKED, color: 'red' }, message: 'property color should not exist' }),
  bad(GENERATE, 'prompt_consumer', 403, { as: 'prompt_consumer', body: ASKED }),
  bad(GENERATE, 'another tenant', 404, { as: 'stranger', body: ASKED }),
  bad(GENERATE, 'no credentials', 401, { as: 'nobody', body: ASKED }),
];

/** The application with a provider that responds with a structure once. */
export const withStructure = (open: (more: Overrides) => Promise<TestingApp>): Promise<TestingApp> =>
  withProvider(open, { does: 'answer', pieces: [JSON.stringify(RESPONSE)] });
