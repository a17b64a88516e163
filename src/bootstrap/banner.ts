import type { Config } from '#platform/config/config.schema';
import { passwordFile } from './administrator-password';
import type { RunningServer } from './server';

/** Prints the addresses of the server and the next steps. */
export function printBanner(config: Config, { apiPort, metricsPort, administrator }: RunningServer): void {
  const host = config.server.host === '0.0.0.0' ? '127.0.0.1' : config.server.host;
  const api = `http://${host}:${apiPort ?? 0}`;
  const lines = [`JAPM runs: ${config.roles.join(', ')}`];
  if (apiPort !== null) lines.push(`  API      ${api}/api`, `  docs     ${api}/api/docs`);
  lines.push(`  metrics  http://${config.metrics.host === '0.0.0.0' ? '127.0.0.1' : config.metrics.host}:${metricsPort}/metrics`);
  if (administrator?.generated) {
    // A terminal shows the password to a person; any other output may be a log.
    const password = process.stderr.isTTY
      ? `${administrator.password}   (shown once; kept in ${passwordFile(config.dataDir)})`
      : `in ${passwordFile(config.dataDir)}`;
    lines.push(`  log in   ${administrator.email}`, `  password ${password}`);
  } else if (administrator) {
    lines.push(`  log in   ${administrator.email} with the configured password`);
  } else if (apiPort !== null) {
    lines.push('  log in   with an account of this installation');
  }
  if (apiPort !== null) lines.push('', ...tryIt(api, config, administrator));
  process.stderr.write(`${lines.join('\n')}\n`);
}

function tryIt(api: string, config: Config, administrator: RunningServer['administrator']): string[] {
  if (!administrator?.generated) return [`Try: curl -s ${api}/health`];
  // The shell reads the password from its file, so that the line works when pasted and leaves no secret in a history.
  const body = `{"email":"${administrator.email}","password":"'"$(cat '${passwordFile(config.dataDir)}')"'"}`;
  return [`Try: curl -s ${api}/api/auth/login -H 'content-type: application/json' -d '${body}'`];
}
