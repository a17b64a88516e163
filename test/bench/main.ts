import 'reflect-metadata';
import { cpus } from 'node:os';
import { build } from '../faults/japm-process';
import { benchImport } from './imports';
import { benchRelay } from './relay';
import { benchResolve } from './resolve';
import { benchVersions } from './versions';

const SECTIONS = { resolve: benchResolve, versions: benchVersions, import: benchImport, relay: benchRelay };

/** `npm run bench [-- resolve versions import relay]`: about five minutes for all. MYSQL_URL and KAFKA_BROKERS add those. */
async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((each) => !(each in SECTIONS));
  if (unknown.length > 0) throw new Error(`no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  build();
  process.stdout.write(`Node ${process.version}, ${cpus().length} CPUs, ${new Date().toISOString()}\n`);
  for (const [name, run] of Object.entries(SECTIONS)) if (wanted.length === 0 || wanted.includes(name)) await run();
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
