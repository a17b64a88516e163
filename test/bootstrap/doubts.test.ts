import { doubtsAbout } from '#bootstrap/doubts';
import { parseConfig, readSettings } from '#platform/config/load-config';

describe('doubts about a configuration', () => {
  const { server, limits } = parseConfig(readSettings());
  const behind = (trustedProxies: number, enabled: boolean, environment: string): string[] =>
    doubtsAbout({ server: { ...server, corsOrigins: '*', trustedProxies }, limits: { ...limits, enabled } }, environment);

  it('arise in production where limits would count the address of a proxy', () => {
    expect(behind(0, true, 'production')).toEqual([expect.stringContaining('JAPM_TRUSTED_PROXIES')]);
    for (const sound of [behind(1, true, 'production'), behind(0, false, 'production'), behind(0, true, 'development')])
      expect(sound).toEqual([]);
  });

  it('arise where no browser of another origin may come', () => {
    expect(doubtsAbout({ server: { ...server, corsOrigins: '' }, limits }, 'development')).toEqual([expect.stringContaining('CORS')]);
  });
});
