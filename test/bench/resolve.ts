import { rm } from 'node:fs/promises';
import { Api } from '../chain/api';
import { walkTheChain } from '../chain/walk';
import { ADMIN, freshDataDir, JapmProcess } from '../faults/japm-process';
import type { LoadOrder } from './load';
import { bareExpress, measure, type Measured } from './processes';
import { printTable, times, type Row } from './table';

const LOAD = { connections: 16, ms: 3000 } as const;

/** Resolve on a warm server, as an application calls it, against a bare Express route that answers the same bytes. */
export async function benchResolve(): Promise<void> {
  const dataDir = freshDataDir();
  const server = await JapmProcess.server(dataDir, { JAPM_LOG_LEVEL: 'warn' }).up();
  const api = await Api.login(server.url, ADMIN.email, ADMIN.password);
  const { apiKey } = await walkTheChain(api, 'Bench');
  const path = '/api/projects/bench/prompts/order-mail/resolve';
  const body = JSON.stringify({ environment: 'production', variables: { who: 'Bo' } });
  const application = api.as({ 'x-api-key': apiKey });
  const answer = await application.post<object>(path, JSON.parse(body) as object, 200);
  const { headers } = await application.get(`${path}?environment=production`);
  const bare = await bareExpress(JSON.stringify(answer.body));

  const post = { ...LOAD, method: 'POST', body, expectedStatus: 200 };
  const get = { ...LOAD, method: 'GET', expectedStatus: 304 };
  const json = { 'content-type': 'application/json' };
  const orders: readonly (readonly [string, number, LoadOrder])[] = [
    ['bare Express, POST', bare.child.pid ?? 0, { ...post, url: bare.url, headers: json }],
    ['JAPM, POST …/resolve', server.pid, { ...post, url: `${server.url}${path}`, headers: { ...json, 'x-api-key': apiKey } }],
    ['bare Express, GET 304', bare.child.pid ?? 0, { ...get, url: bare.url, headers: {} }],
    [
      'JAPM, GET …/resolve 304',
      server.pid,
      {
        ...get,
        url: `${server.url}${path}?environment=production`,
        headers: { 'x-api-key': apiKey, 'if-none-match': headers.get('etag') ?? '' },
      },
    ],
  ];
  try {
    const rows: Row[] = [];
    let reference: Measured | undefined;
    for (const [what, pid, order] of orders) {
      const measured = await measure(pid, order);
      const isReference = what.startsWith('bare');
      if (isReference) reference = measured;
      rows.push({
        what,
        result: `${Math.round((measured.requests * 1000) / measured.elapsedMs)} requests/s, ${measured.cpuMs.toFixed(3)} ms CPU, p50 ${measured.p50Ms.toFixed(1)} ms, p99 ${measured.p99Ms.toFixed(1)} ms`,
        ratio: isReference || !reference ? '' : `${times(measured.cpuMs, reference.cpuMs)} CPU`,
      });
    }
    printTable('Resolve, hot, SQLite, 16 connections', rows);
  } finally {
    bare.child.kill();
    await server.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}
