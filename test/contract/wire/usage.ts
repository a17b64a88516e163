import { z } from 'zod';
import { Project, PromptDetail } from './shapes';
import { bad, good, type Row } from './table';

const REPORT = 'P/prompts/{promptId}/usage';
const UNUSED = 'P/usage/unused-versions';
const Counts = z.strictObject({ total: z.int(), served: z.int(), notModified: z.int(), failed: z.int() });
const Report = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  totals: Counts,
  buckets: z.array(Counts.extend({ start: z.iso.datetime(), hours: z.int() })),
});
const Unused = z.strictObject({
  promptId: z.string(),
  versionId: z.string(),
  versionTag: z.string(),
  languageCode: z.string(),
  status: z.string(),
  active: z.boolean(),
  environments: z.array(z.unknown()),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** The routes of the usage report, which v1 does not have. */
export const USAGE: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/prompts', 201, PromptDetail, { what: 'has versions', body: { name: 'Mail', promptText: 'Hi' }, keeps: { promptId: 'id' } }),

  good(`GET ${REPORT}`, 200, Report, { as: 'user', says: { totals: { total: 0, served: 0, notModified: 0, failed: 0 }, buckets: [] } }),
  bad(`GET ${REPORT}`, 'unknown prompt', 404, { at: { promptId: 'nothing' } }),
  bad(`GET ${REPORT}`, 'a group that there is not', 400, { query: 'groupBy=color', message: 'groupBy must name each group once' }),
  bad(`GET ${REPORT}`, 'another tenant', 404, { as: 'stranger' }),
  bad(`GET ${REPORT}`, 'prompt_consumer', 403, { as: 'prompt_consumer' }),

  good(`GET ${UNUSED}`, 200, z.array(Unused).length(1), {
    query: 'days=7',
    as: 'user',
    says: [{ promptId: 'mail', versionTag: '1.0.0', active: false, environments: [], lastUsedAt: null }],
  }),
  bad(`GET ${UNUSED}`, 'no days', 400, { query: 'days=0' }),
  bad(`GET ${UNUSED}`, 'another tenant', 404, { as: 'stranger' }),
  bad(`GET ${UNUSED}`, 'prompt_consumer', 403, { as: 'prompt_consumer' }),
];
