/**
 * Reads the metrics of its process, so it loads modules of its own.
 * @jest-environment node
 */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import express from 'express';
import { boundResponses } from '#platform/http/response-bytes';
import { addBytesInFlight } from '#platform/persistence/bytes-in-flight';
import { until } from '../../until';

const MB = 1024 * 1024;
/** More than the buffers of a connection take. */
const LONG = 64 * MB;

describe('long responses and slow clients', () => {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  let server: Server;
  /** Of the last request. */
  let destroyed: jest.SpyInstance | undefined;

  beforeAll(() => {
    metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [exporter] }));
  });
  afterEach(() => {
    jest.useRealTimers();
    server.closeAllConnections();
    server.close();
  });
  afterAll(async () => {
    metrics.disable();
    await exporter.shutdown();
  });

  async function start(slow?: { graceMs: number; minBytesPerSecond: number }): Promise<string> {
    const app = express();
    app.use(boundResponses(256 * MB, slow));
    app.get('/:bytes', async (request, response) => {
      destroyed = jest.spyOn(response, 'destroy');
      await addBytesInFlight(Number(request.params.bytes));
      response.end(Buffer.alloc(Number(request.params.bytes), 'y'));
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A client that takes the head of the response and no more. */
  async function stalled(url: string): Promise<IncomingMessage> {
    const [response] = (await once(
      get(url).on('error', () => undefined),
      'response',
    )) as [IncomingMessage];
    return response.on('error', () => undefined);
  }

  async function held(): Promise<number> {
    const { resourceMetrics } = await exporter.collect();
    const found = resourceMetrics.scopeMetrics
      .flatMap((each) => each.metrics)
      .find(({ descriptor }) => descriptor.name === 'japm.responses.held_bytes');
    return Math.max(...(found?.dataPoints ?? []).map(({ value }) => value as number));
  }

  it('that stand still are cut off, and what they held is given back', async () => {
    const url = await start({ graceMs: 50, minBytesPerSecond: 1024 * MB });
    const response = await stalled(`${url}/${LONG}`);
    const closed = new Promise((resolve) => response.once('close', resolve));
    response.pause();
    await until('the end', () => destroyed?.mock.calls.length === 1);
    await until('the place of the response', async () => (await held()) === 0);
    response.resume();
    await closed;
    expect(response.complete).toBe(false);
  });

  it('are shown by a metric until they are sent, and nobody is cut off that reads', async () => {
    const url = await start();
    const response = await stalled(`${url}/${LONG}`);
    expect(await held()).toBe(LONG);
    let bytes = 0;
    for await (const chunk of response) bytes += (chunk as Buffer).length;
    expect(bytes).toBe(LONG);
    await until('the end', async () => (await held()) === 0);
    expect(destroyed).not.toHaveBeenCalled();
  });

  it('have thirty seconds, and one for each 256 KiB', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const url = await start();
    await stalled(`${url}/${LONG}`);
    jest.advanceTimersByTime(30_000 + LONG / 256 / 1.024 - 1);
    expect(destroyed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(destroyed).toHaveBeenCalledTimes(1);
  });

  it('that are short may be taken as slowly as one likes', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const url = await start();
    await stalled(`${url}/${MB - 1}`);
    jest.advanceTimersByTime(3_600_000);
    expect(destroyed).not.toHaveBeenCalled();
  });
});
