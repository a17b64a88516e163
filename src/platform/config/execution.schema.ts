import { z } from 'zod';
import { PLATFORM_TENANT_ID } from '#shared/actor';
import { where } from './where';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== ''),
);
const positive = z.coerce.number().int().positive();
const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'must be the name of an environment variable such as ACME_API_KEY');
const PROVIDERS = ['openai', 'anthropic'] as const;

const endpoint = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/u, 'must be 1 to 32 of a-z, 0-9 and -'),
    /** The models of which provider call it. */
    provider: z.enum(PROVIDERS),
    /** The protocol; that of the provider if it is not given. */
    api: z.enum([...PROVIDERS, 'openai-compatible']).optional(),
    baseUrl: z
      .url({ protocol: /^https?$/u, error: 'must be an http or https URL' })
      .refine((text) => !URL.canParse(text) || isPlain(new URL(text)), 'must have neither a user, a query nor a fragment')
      .transform((text) => text.replace(/\/+$/u, '')),
    keyVariables: z.array(variable).default([]),
    models: z.array(z.string().min(1)).default([]),
    tenants: z
      .array(
        z
          .union([z.uuid().toLowerCase(), z.literal('default-tenant')])
          .transform((tenant) => (tenant === 'default-tenant' ? PLATFORM_TENANT_ID : tenant)),
      )
      .default([]),
  })
  .transform(({ api, ...rest }) => ({ ...rest, api: api ?? rest.provider }));

const price = z.strictObject({
  model: z.string().min(1),
  inputPerMillion: z.number().min(0),
  outputPerMillion: z.number().min(0),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u, 'must be a currency code such as USD')
    .default('USD'),
});

/** The section `execution`: which models the server may call, and within which bounds. */
export const executionSchema = z
  .strictObject({
    publicProviders: z.boolean(),
    endpoints: z.array(endpoint),
    privateHosts: list,
    connectTimeoutMs: positive,
    firstTokenTimeoutMs: positive,
    totalTimeoutMs: positive,
    maxRetries: z.coerce.number().int().min(0).max(5),
    maxRetryWaitMs: positive,
    concurrent: positive,
    concurrentPerTenant: positive,
    maxInputBytes: positive,
    maxResponseBytes: positive,
    maxOutputTokens: positive,
    heartbeatMs: positive,
    maxStallMs: positive,
    prices: z.array(price),
    // The server fills it from the environment (execution-keys.ts).
    keys: z.record(z.string(), z.string()).default({}),
  })
  .superRefine(
    ({ endpoints, privateHosts }, context) => {
      const ids = endpoints.map((each) => each.id);
      if (new Set(ids).size < ids.length) context.addIssue({ code: 'custom', path: ['endpoints'], message: 'two have the same id' });
      endpoints.forEach(({ baseUrl }, at) => {
        const { protocol, hostname } = new URL(baseUrl);
        if (protocol === 'http:' && !privateHosts.includes(hostname))
          context.addIssue({
            code: 'custom',
            path: ['endpoints', at, 'baseUrl'],
            message: 'must be https; http is for hosts in execution.privateHosts (JAPM_EXECUTION_PRIVATE_HOSTS)',
          });
      });
    },
    where(z.object({ endpoints: z.array(z.object({ id: z.string(), baseUrl: z.url() })), privateHosts: z.array(z.string()) })),
  );

const isPlain = ({ username, password, search, hash }: URL): boolean => `${username}${password}${search}${hash}` === '';
