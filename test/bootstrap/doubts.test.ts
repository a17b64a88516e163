import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doubtsAbout } from '#bootstrap/doubts';
import { parseConfig, readSettings } from '#platform/config/load-config';

const CONFIG = join(__dirname, '../../config');

describe('doubts about a configuration', () => {
  const { server, limits, auth, database } = parseConfig(readSettings());
  const behind = (trustedProxies: number, enabled: boolean, environment: string): string[] =>
    doubtsAbout({ server: { ...server, corsOrigins: '*', trustedProxies }, limits: { ...limits, enabled }, auth, database }, environment);
  const on = (host: string, register: boolean, enabled: boolean): string[] =>
    doubtsAbout({ server: { ...server, host }, limits: { ...limits, enabled }, auth: { ...auth, register }, database }, 'development');

  it('arise in production where limits would count the address of a proxy', () => {
    expect(behind(0, true, 'production')).toEqual([expect.stringContaining('JAPM_TRUSTED_PROXIES')]);
    for (const sound of [behind(1, true, 'production'), behind(0, false, 'production'), behind(0, true, 'development')])
      expect(sound).toEqual([]);
  });

  it('arise where no browser of another origin may come', () => {
    expect(doubtsAbout({ server: { ...server, corsOrigins: '' }, limits, auth, database }, 'development')).toEqual([
      expect.stringContaining('CORS'),
    ]);
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', '2001:db8::1', 'japm.example', '127.example'])(
    'arise where %s is reached by others and registration is on, or limits are off',
    (host) => {
      expect(on(host, true, true)).toEqual([expect.stringMatching(/JAPM_REGISTER/u)]);
      expect(on(host, false, false)).toEqual([expect.stringMatching(/JAPM_LIMITS/u)]);
      expect(on(host, true, false)).toHaveLength(2);
      expect(on(host, false, true)).toEqual([]);
    },
  );

  it.each(['127.0.0.1', '127.8.0.1', '::1', 'localhost'])('do not arise where only this machine reaches %s', (host) => {
    expect(on(host, true, false)).toEqual([]);
  });
});

describe('registration', () => {
  it('is off in every environment unless it is configured', () => {
    expect(parseConfig(readSettings()).auth.register).toBe(false);
    const others = readdirSync(CONFIG).filter((file) => !['default.yaml', 'custom-environment-variables.yaml'].includes(file));
    expect(others).toContain('production.yaml');
    for (const file of others)
      expect([file, readFileSync(join(CONFIG, file), 'utf8')]).toEqual([file, expect.not.stringMatching(/register/u)]);
  });
});
