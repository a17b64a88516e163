import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestingApp } from '../http/testing-app';

export interface Claims {
  readonly sub: string;
  readonly tenantId: string;
  readonly sid: string;
  readonly iat: number;
  readonly exp: number;
  readonly [claim: string]: unknown;
}

const part = (token: string, index: number): unknown => JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
export const claimsOf = (token: string): Claims => part(token, 1) as Claims;
export const headerOf = (token: string): Readonly<Record<string, unknown>> => part(token, 0) as Record<string, unknown>;
export const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The secret of the installation, which no attacker has: to make tokens that are wrong in one respect only. */
export const secretOf = (app: TestingApp): Promise<string> => readFile(join(app.dataDir, 'keys/jwt.key'), 'utf8');

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer of supertest, whose body is whatever the test expects. */
export const seen = async (call: PromiseLike<{ status: number; body: unknown; headers: unknown }>): Promise<Answer> =>
  (await call) as Answer;
interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request whose path is sent as it is given. */
export function rawRequest(
  app: TestingApp,
  method: string,
  path: string,
  headers: Readonly<Record<string, string | string[]>> = {},
  body = '',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(app.url, { method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** What the server answers to these bytes, until it closes the connection. */
export function rawBytes(app: TestingApp, bytes: string): Promise<string> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no end of: ${answer}`)));
    socket.write(bytes);
  });
}

export interface TrailEvent {
  readonly action: string;
  readonly outcome: string;
  readonly risk: string;
  readonly resource: { readonly id: string };
  readonly origin: { readonly ip: string | null };
  readonly details: { readonly merged?: number; readonly code?: string; readonly status?: number };
}

/** The trail of the administrator's tenant, newest first, with what was merged written out. */
export async function trail(app: TestingApp, query: string): Promise<TrailEvent[]> {
  await app.product.attempts.flush(true);
  const answer = await app.request('get', `/api/audit/events?limit=200&${query}`, app.admin).expect(200);
  return answer.body as TrailEvent[];
}

/** Attempts that events stand for. */
export const attemptsIn = (events: readonly TrailEvent[]): number => events.reduce((sum, { details }) => sum + (details.merged ?? 1), 0);

export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Runs `work` for each of `count` numbers, `width` at a time. */
export async function inParallel(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
