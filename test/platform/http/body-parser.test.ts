import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { bodyParser } from '#platform/http/body-parser';
import { parseConfig, readSettings } from '#platform/config/load-config';

/** The turns of the event loop in which a body is taken apart and in which it is looked at. */
describe('a JSON body', () => {
  it.each([
    ['a short one is read and checked in one turn', 1000, 0],
    ['a long one is checked in a turn after the one that read it', 300_000, 1],
  ])('%s', async (_what, length, later) => {
    let [turn, running, read, checked] = [0, true, -1, -1];
    const count = (): void => {
      turn += 1;
      if (running) setImmediate(count);
    };
    const parse = JSON.parse.bind(JSON);
    jest.spyOn(JSON, 'parse').mockImplementation((text: string, reviver) => {
      if (text.length >= length) read = turn;
      return parse(text, reviver as never) as unknown;
    });
    const app = express();
    app.use(bodyParser(parseConfig(readSettings()).server));
    // No route: routes without credentials take short bodies only.
    app.use((request, response) => {
      checked = turn;
      response.json((request.body as { text: string }).text.length);
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    count();
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'y'.repeat(length) }),
    });
    running = false;
    server.close();
    jest.restoreAllMocks();
    expect(await answer.json()).toBe(length);
    expect(read).toBeGreaterThanOrEqual(0);
    expect(Math.min(checked - read, 1)).toBe(later);
  });
});
