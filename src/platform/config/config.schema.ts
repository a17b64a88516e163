import { resolve } from 'node:path';
import { z } from 'zod';
import { executionSchema } from './execution.schema';
import { LINKS_TO_REGISTERED, oidcSchema, refuseLinksToRegistered } from './oidc.schema';
import { databaseTls, kafkaSasl, kafkaTls, refuseUnsafeTransport, TRANSPORT } from './transport.schema';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
);
const brokers = list.pipe(z.array(z.string().refine(isBroker, 'must be HOST:PORT; several are separated by commas')));
const positive = z.coerce.number().int().positive();
const port = z.coerce.number().int().min(0).max(65535);
const requestWindow = z.strictObject({ requests: positive, seconds: positive });
const ROLES = ['api', 'relay', 'worker'] as const;

const databaseUrl = z.string().regex(/^(sqlite:.+|mysql:\/\/.+)?$/u, 'must be sqlite:PATH or mysql://USER:PASSWORD@HOST:PORT/NAME');

/** The shape of the configuration. `Config` is the result of merging the defaults and the environment. */
export const configSchema = z
  .strictObject({
    dataDir: z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
    roles: list.pipe(z.array(z.enum(ROLES)).min(1, 'name at least one of api, relay, worker')),
    server: z.strictObject({
      host: z.string().min(1),
      port,
      bodyLimitBytes: positive,
      publicBodyLimitBytes: positive,
      documentBodyLimitBytes: positive,
      listLimitBytes: positive,
      responsesLimitBytes: positive,
      headerLimitBytes: positive.min(4096),
      requestTimeoutMs: positive,
      shutdownGraceMs: positive,
      trustedProxies: z.coerce.number().int().min(0),
      corsOrigins: z.string(),
    }),
    metrics: z.strictObject({ host: z.string(), port }),
    database: z.strictObject({
      url: databaseUrl,
      poolSize: positive.min(2),
      connectTimeoutMs: positive,
      startTimeoutMs: z.coerce.number().int().min(0),
      tls: databaseTls,
    }),
    kafka: z.strictObject({ brokers, clientId: z.string().min(1), requestTimeoutMs: positive, tls: kafkaTls, sasl: kafkaSasl }),
    auth: z.strictObject({
      generateKeys: z.boolean(),
      accessTokenSeconds: positive,
      sessionSeconds: positive,
      principalCacheMs: z.coerce.number().int().min(0).max(1000),
      staleGraceSeconds: z.coerce.number().int().min(0).max(3600),
      jwtKeys: z.string(),
      serverSecret: z.string(),
      register: z.boolean(),
      multiTenancy: z.boolean(),
      adminEmail: z.union([z.literal(''), z.email()]),
      adminPassword: z.union([z.literal(''), z.string().min(8)]),
    }),
    limits: z.strictObject({
      enabled: z.boolean(),
      auth: requestWindow,
      reads: requestWindow,
      writes: requestWindow,
      execution: requestWindow,
      tenantFactor: positive,
    }),
    execution: executionSchema,
    oidc: oidcSchema,
    usage: z.strictObject({
      flushMs: positive.max(60_000),
      maxEntries: positive.min(1000).max(1_000_000),
      hourlyDays: positive.max(1000),
      dailyDays: positive.max(4000),
    }),
    audit: z.strictObject({
      logName: z.string().regex(/^[^\s+]+$/u, 'must have no white space and no plus sign'),
      logKey: z.string(),
      logPublicKey: z.string(),
      batchSize: positive.max(1000),
      pollMs: positive,
      leaseMs: positive,
      topic: z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/u),
      partitions: positive,
      replicationFactor: positive,
      retentionMs: positive,
      personalData: z.enum(['commitment', 'clear']),
      catchUpTimeoutMs: positive,
    }),
    log: z.strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']) }),
    tracing: z.strictObject({ sampleRatio: z.coerce.number().min(0).max(1) }),
  })
  .superRefine(refuseLinksToRegistered, LINKS_TO_REGISTERED)
  .superRefine(refuseUnsafeTransport, TRANSPORT)
  .transform((parsed) => ({
    ...parsed,
    metrics: { ...parsed.metrics, host: parsed.metrics.host || parsed.server.host },
    database: { ...parsed.database, url: parsed.database.url === '' ? `sqlite:${parsed.dataDir}/japm.sqlite` : parsed.database.url },
  }));

/** Accepts `host:port` and `[::1]:9092`. */
function isBroker(text: string): boolean {
  const { port: number = '' } = /^(?:\[[\da-fA-F:.]+\]|[^\s:/@[\]]+):(?<port>\d{1,5})$/u.exec(text)?.groups ?? {};
  return Number(number) > 0 && Number(number) < 65536;
}

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
export type Config = DeepReadonly<z.output<typeof configSchema>>;
export type ServerRole = (typeof ROLES)[number];
