import { isIP } from 'node:net';
import type { Config } from '#platform/config/config.schema';

/** What of a configuration works and is hardly meant, in sentences for the log. */
export function doubtsAbout(
  { server, limits, auth }: Pick<Config, 'server' | 'limits' | 'auth'>,
  environment: string | undefined,
): string[] {
  const doubts: string[] = [];
  if (server.corsOrigins === '') doubts.push('no CORS origins are configured (JAPM_CORS_ORIGINS): browsers of other origins are refused');
  if (environment === 'production' && limits.enabled && server.trustedProxies === 0) {
    doubts.push(
      'limits count by address and no proxy is trusted (JAPM_TRUSTED_PROXIES): behind a proxy all callers have its address and share one limit',
    );
  }
  if (isLoopback(server.host)) return doubts;
  const reach = `the API listens on ${server.host} (JAPM_HOST), which other machines reach`;
  if (auth.register)
    doubts.push(`${reach}, and registration is on (JAPM_REGISTER): everybody who reaches it may become a user of the platform tenant`);
  if (!limits.enabled) doubts.push(`${reach}, and rate limits are off (JAPM_LIMITS): guessing passwords is slowed by account only`);
  return doubts;
}

/** Whether only this machine reaches the address. A name other than `localhost` may stand for any address. */
function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith('127.') : host === '::1' || host === '::ffff:127.0.0.1' || host === 'localhost';
}
