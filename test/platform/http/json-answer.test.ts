import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import { jsonParts, jsonPieces, sendPieces } from '#platform/http/json-answer';
import { TurnBudget } from '#shared/event-loop';

describe('a long answer', () => {
  it('is the same text as JSON.stringify makes', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ id: fc.string(), at: fc.date({ noInvalidDate: true }), gone: fc.constant(undefined) }, { requiredKeys: [] })),
      fc.record({ gone: fc.constant(undefined), list: fc.array(fc.option(fc.string(), { nil: undefined })), name: fc.string() }),
    );
    await fc.assert(
      fc.asyncProperty(value, async (each) => {
        expect([...jsonParts(each)].join('')).toBe(JSON.stringify(each));
        expect((await jsonPieces(each)).join('')).toBe(JSON.stringify(each));
      }),
    );
  });

  it('is made in turns of bounded work', async () => {
    let turns = 0;
    const budget = new TurnBudget(512 * 1024, () => {
      turns += 1;
      return Promise.resolve();
    });
    const rows = Array.from({ length: 2000 }, (_each, index) => ({ index, text: 'x'.repeat(4000) }));
    const pieces = await jsonPieces({ versions: rows }, budget);
    expect(turns).toBeGreaterThanOrEqual(14);
    expect(Math.max(...pieces.map((each) => each.length))).toBeLessThan(128 * 1024);
  });

  it('is sent no faster than it is read, and given up when nobody reads on', async () => {
    const pieces = Array.from({ length: 400 }, () => 'y'.repeat(64 * 1024));
    let waiting = 0;
    const ended = new Promise<void>((resolve) => {
      const app = express();
      app.get('/', (_request, response) => {
        void sendPieces(response, pieces).then(resolve);
        setImmediate(() => (waiting = response.writableLength));
      });
      const server = createServer(app).listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        const leave = new AbortController();
        void fetch(`http://127.0.0.1:${port}/`, { signal: leave.signal }).then(async ({ body }) => {
          await body?.getReader().read();
          leave.abort();
        });
        void ended.then(() => {
          server.close();
          server.closeAllConnections();
        });
      });
    });
    await ended;
    expect(waiting).toBeLessThan(8 * 1024 * 1024);
  });
});
