import { parseConfig, readSettings } from '#platform/config/load-config';

const settings = readSettings() as Record<'server' | 'metrics', object>;
const hosts = (server: string, metrics: string): string[] => {
  const config = parseConfig({
    ...settings,
    server: { ...settings.server, host: server },
    metrics: { ...settings.metrics, host: metrics },
  });
  return [config.server.host, config.metrics.host];
};

describe('the address of metrics and health', () => {
  it('is that of the API unless it has one of its own', () => {
    expect(hosts('127.0.0.1', '')).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(hosts('192.0.2.1', '')).toEqual(['192.0.2.1', '192.0.2.1']);
    expect(hosts('0.0.0.0', '127.0.0.1')).toEqual(['0.0.0.0', '127.0.0.1']);
  });
});
