import { rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { Api } from '../chain/api';
import { ADMIN, freshDataDir, JapmProcess } from '../faults/japm-process';
import { printTable, type Row } from './table';

const RUNS = 5;
const MB = 1024 * 1024;
const PROJECT = '/api/projects/long';

interface Case {
  readonly what: string;
  prepare?(api: Api): Promise<unknown>;
  call(api: Api, run: number): Promise<unknown>;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const text = (bytes: number, sign: string): string => `${sign.repeat(79)}\n`.repeat(Math.ceil(bytes / 80)).slice(0, bytes);
const language = (n: number): string => `fr-${String.fromCharCode(65 + Math.floor(n / 26))}${String.fromCharCode(65 + (n % 26))}`;
const change = (resource: string, prompt: string, body: object): object => ({ action: 'create', resource, prompt, body });
const prompt = (api: Api, name: string, promptText: string): Promise<unknown> => api.post(`${PROJECT}/prompts`, { name, promptText });
const changes = (api: Api, all: readonly object[]): Promise<unknown> => api.post(`${PROJECT}/changes`, { changes: all }, 200);

const CASES: readonly Case[] = [
  {
    what: 'a list of 25 versions of 1 MB',
    prepare: async (api) => {
      await prompt(api, 'Listed', 'x');
      for (const n of range(24)) {
        const promptText = text(MB - 1000, 'y');
        await api.post(`${PROJECT}/prompts/listed/versions`, { versionTag: `2.0.${n}`, promptText, languageCode: 'en-US' });
      }
    },
    call: (api) => api.get(`${PROJECT}/prompts/listed/versions`),
  },
  {
    what: 'a page of 40 tags with descriptions of 1 MB',
    prepare: async (api) => {
      for (const n of range(40)) await api.post(`${PROJECT}/tags`, { name: `t${n}`, description: text(MB - 1000, 'd') });
    },
    call: (api) => api.get(`${PROJECT}/tags?limit=500`),
  },
  {
    what: 'a change set of 49 assets with 199 translations each',
    prepare: (api) => prompt(api, 'Changed', 'x'),
    call: (api, run) => {
      const initialTranslations = range(199).map((n) => ({
        languageCode: language(n),
        value: `Bonjour {{who}}, {{asset:a${n}}} et {{asset:b${n}}}`,
      }));
      return changes(
        api,
        range(49).map((n) =>
          change('asset', 'changed', { key: `k${run}-${n}`, name: 'A', initialValue: 'Hi {{who}}', initialTranslations }),
        ),
      );
    },
  },
  {
    what: 'serving with 49,000 variables (refused)',
    prepare: (api) => prompt(api, 'Served', 'Hi {{v1}}'),
    call: (api) => {
      const variables = Object.fromEntries(range(49_000).map((n) => [`v${n}`, `value ${n}`]));
      return api.post('/api/serve-prompt/execute/long/served/latest/base', { variables }, 400);
    },
  },
  {
    what: 'serving with 5,000 variables that are 9 values each',
    call: (api) => {
      const variables = Object.fromEntries(range(5000).map((n) => [`v${n}`, range(8)]));
      return api.post('/api/serve-prompt/execute/long/served/latest/base', { variables });
    },
  },
  {
    what: 'resolving a text with 900 assets',
    prepare: async (api) => {
      await prompt(
        api,
        'Resolved',
        range(900)
          .map((n) => `{{asset:r${n}}}`)
          .join(' '),
      );
      for (const half of [0, 450]) {
        const assets = range(450).map((n) =>
          change('asset', 'resolved', { key: `r${half + n}`, name: 'R', initialValue: `Part ${n} for {{who}}` }),
        );
        await changes(api, assets);
      }
    },
    call: (api) => api.post(`${PROJECT}/prompts/resolved/resolve`, { version: '1.0.0', variables: { who: 'Bo' } }, 200),
  },
  {
    what: 'a diff of two texts of 1 MB',
    prepare: async (api) => {
      const line = (n: number, sign: string): string => `${n} ${sign.repeat(60)}`;
      const lines = (sign: string): string =>
        range(14_000)
          .map((n) => line(n, n % 3 === 0 ? sign : 'a'))
          .join('\n');
      await prompt(api, 'Compared', lines('b'));
      const body = { versionTag: '2.0.0', promptText: lines('c'), languageCode: 'en-US' };
      await api.post(`${PROJECT}/prompts/compared/versions`, body);
    },
    call: (api) => api.get(`${PROJECT}/prompts/compared/versions/1.0.0/diff/2.0.0`),
  },
  {
    what: 'a page of 1,000 audit events',
    call: (api) => api.get('/api/audit/events?limit=1000'),
  },
];

/**
 * The longest turn of the event loop while the built server answers what takes long, on SQLite with all roles: its own measure
 * (`nodejs_eventloop_delay_max`, from one scrape to the next), which contains garbage collection and what other processes take.
 */
export async function benchTurns(): Promise<void> {
  const dataDir = freshDataDir();
  const env = { JAPM_LOG_LEVEL: 'error', JAPM_LIMITS: 'false' };
  const server = await JapmProcess.server(dataDir, env).up();
  try {
    const api = await Api.login(server.url, ADMIN.email, ADMIN.password);
    await api.post('/api/projects', { name: 'Long' });
    const rows: Row[] = [];
    for (const each of CASES) {
      const row = await measured(each, api, server);
      process.stdout.write(`${row.what}: ${row.result}\n`);
      rows.push(row);
    }
    printTable(`The longest turn of ${RUNS} requests each, SQLite, load ${loadavg()[0]?.toFixed(1) ?? ''}`, rows);
  } finally {
    await server.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measured({ what, prepare, call }: Case, api: Api, server: JapmProcess): Promise<Row> {
  await prepare?.(api);
  await quiet(server);
  const longest: number[] = [];
  for (const run of range(RUNS)) {
    await delayOf(server);
    await call(api, run);
    longest.push(await delayOf(server));
    await quiet(server);
  }
  const sorted = longest.map((seconds) => Math.round(seconds * 1000)).sort((a, b) => a - b);
  return { what, result: `${sorted[Math.floor(RUNS / 2)] ?? NaN} ms (${sorted[0] ?? NaN} to ${sorted.at(-1) ?? NaN})` };
}

/** Each scrape gives the longest since the one before. */
async function delayOf({ opsUrl }: JapmProcess): Promise<number> {
  const metrics = await (await fetch(`${opsUrl}/metrics`)).text();
  const value = /^nodejs_eventloop_delay_max(?:\{[^}]*\})? (\S+)/mu.exec(metrics)?.[1];
  if (value === undefined) throw new Error('no metric nodejs_eventloop_delay_max');
  return Number(value);
}

/** Until the relay and the index have done what came before. */
async function quiet({ opsUrl }: JapmProcess): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${opsUrl}/metrics`)).text();
    const of = (name: string): number => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'mu').exec(metrics)?.[1] ?? 0);
    if (of('japm_outbox_depth') === 0 && of('japm_consumer_lag') === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
