import { z } from 'zod';
import { SystemPrompt } from './shapes';
import { bad, good, type Row } from './table';

const BASE = '/api/system-prompts';
const ONE = `${BASE}/{name}`;
const BRIEF = { name: 'Be brief / 100 %', promptText: 'Answer in ${language}. {{x}} @file', description: '', category: 'style' };
const THREE = ['prompt-generator', 'prompt-improver', 'prompt-translator'].map((name) => ({ name }));

/** Section 5.3 of the wire contract. */
export const SYSTEM_PROMPTS: readonly Row[] = [
  good(`GET ${BASE}`, 200, z.array(SystemPrompt).length(3), { what: 'has what a fresh installation has', as: 'user', says: THREE }),
  good(`GET ${ONE}`, 200, SystemPrompt, { what: 'is shared by all tenants', as: 'stranger', at: { name: 'prompt-generator' } }),

  good(`POST ${BASE}`, 201, SystemPrompt, { body: { ...BRIEF, tenantId: 'ignored' }, says: BRIEF, keeps: { name: 'name', id: 'id' } }),
  bad(`POST ${BASE}`, 'name taken', 409, { body: BRIEF, message: 'already exists' }),
  bad(`POST ${BASE}`, 'nothing given', 400, { body: {} }),
  bad(`POST ${BASE}`, 'an empty text', 400, { body: { ...BRIEF, promptText: '' } }),
  bad(`POST ${BASE}`, 'a name of 101 characters', 400, { body: { ...BRIEF, name: 'x'.repeat(101) } }),
  bad(`POST ${BASE}`, 'a description of 501 characters', 400, { body: { ...BRIEF, description: 'x'.repeat(501) } }),
  bad(`POST ${BASE}`, 'a category of 51 characters', 400, { body: { ...BRIEF, category: 'x'.repeat(51) } }),
  bad(`POST ${BASE}`, 'an unknown field', 400, { body: { ...BRIEF, color: 'red' }, message: 'property color should not exist' }),
  bad(`POST ${BASE}`, 'an admin of another role', 403, { as: 'tenant_admin', body: BRIEF }),
  bad(`POST ${BASE}`, 'another tenant', 403, { as: 'stranger', body: BRIEF, message: 'Only callers of the platform tenant' }),
  bad(`POST ${BASE}`, 'no credentials', 401, { as: 'nobody', body: BRIEF }),
  good(`POST ${BASE}`, 201, SystemPrompt, {
    what: 'has only what it must have',
    body: { name: 'least', promptText: ' ', description: null, category: null },
    says: { promptText: ' ', description: null, category: null },
  }),

  good(`GET ${BASE}`, 200, z.array(SystemPrompt).length(5), { says: [{ name: BRIEF.name }, { name: 'least' }, ...THREE] }),
  bad(`GET ${BASE}`, 'prompt_consumer', 403, { as: 'prompt_consumer' }),
  good(`GET ${ONE}`, 200, SystemPrompt, { as: 'user', says: { id: '{id}', ...BRIEF } }),
  bad(`GET ${ONE}`, 'unknown', 404, { at: { name: 'be brief / 100 %' } }),
  bad(`GET ${ONE}`, 'prompt_consumer', 403, { as: 'prompt_consumer' }),

  good(`PATCH ${ONE}`, 200, SystemPrompt, {
    body: { name: 'brief', category: null },
    says: { ...BRIEF, id: '{id}', name: 'brief', category: null },
    keeps: { name: 'name' },
  }),
  bad(`PATCH ${ONE}`, 'new name taken', 409, { body: { name: 'least' }, message: 'already exists' }),
  bad(`PATCH ${ONE}`, 'unknown', 404, { at: { name: BRIEF.name }, body: { promptText: 'x' } }),
  bad(`PATCH ${ONE}`, 'a field of another type', 400, { body: { promptText: 5 } }),
  bad(`PATCH ${ONE}`, 'an admin of another role', 403, { as: 'tenant_admin', body: { promptText: 'x' } }),
  bad(`PATCH ${ONE}`, 'another tenant', 403, { as: 'stranger', body: { promptText: 'x' } }),

  bad(`DELETE ${ONE}`, 'an admin of another role', 403, { as: 'tenant_admin' }),
  bad(`DELETE ${ONE}`, 'another tenant', 403, { as: 'stranger' }),
  good(`DELETE ${ONE}`, 200, SystemPrompt, { what: 'answers it as it was', says: { ...BRIEF, id: '{id}', name: 'brief', category: null } }),
  bad(`DELETE ${ONE}`, 'unknown', 404),
];
