import type { Config } from '#platform/config/config.schema';
import { isLoopback } from '#shared/network';

/** Sentences for the log about settings that work and are probably a mistake. */
export function doubtsAbout(
  { server, limits, auth, database }: Pick<Config, 'server' | 'limits' | 'auth' | 'database'>,
  environment: string | undefined,
): string[] {
  const doubts: string[] = [];
  if (server.corsOrigins === '') doubts.push('no CORS origins are configured (JAPM_CORS_ORIGINS): browsers of other origins are refused');
  if (environment === 'production' && limits.enabled && server.trustedProxies === 0) {
    doubts.push(
      'limits count by address and no proxy is trusted (JAPM_TRUSTED_PROXIES): behind a proxy all callers have its address and share one limit',
    );
  }
  if (database.tls.enabled && database.tls.verify === 'none')
    doubts.push('the certificate of MySQL is not checked (JAPM_DATABASE_TLS_VERIFY=none): another server may stand in its place');
  if (isLoopback(server.host)) return doubts;
  const reach = `the API listens on ${server.host} (JAPM_HOST), which other machines reach`;
  if (auth.register)
    doubts.push(`${reach}, and registration is on (JAPM_REGISTER): everybody who reaches it may become a user of the platform tenant`);
  if (!limits.enabled) doubts.push(`${reach}, and rate limits are off (JAPM_LIMITS): guessing passwords is slowed by account only`);
  return doubts;
}
