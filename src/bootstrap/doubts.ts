import type { Config } from '#platform/config/config.schema';

/** What of a configuration works and is hardly meant, in sentences for the log. */
export function doubtsAbout({ server, limits }: Pick<Config, 'server' | 'limits'>, environment: string | undefined): string[] {
  const doubts: string[] = [];
  if (server.corsOrigins === '') doubts.push('no CORS origins are configured (JAPM_CORS_ORIGINS): browsers of other origins are refused');
  if (environment === 'production' && limits.enabled && server.trustedProxies === 0) {
    doubts.push(
      'limits count by address and no proxy is trusted (JAPM_TRUSTED_PROXIES): behind a proxy all callers have its address and share one limit',
    );
  }
  return doubts;
}
