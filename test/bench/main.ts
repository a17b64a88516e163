import 'reflect-metadata';
import { cpus } from 'node:os';
import { build } from '../faults/japm-process';
import { authenticationCosts } from './authentication-costs';
import { dashboard } from './dashboard';
import { benchImport } from './imports';
import { exceeds, lineOf, type Benchmark } from './measurement';
import { benchRelay } from './relay';
import { benchResolve } from './resolve';
import { benchTurns } from './turns';
import { revocation } from './revocation';
import { benchVersions } from './versions';

const SECTIONS: Readonly<Record<string, () => Promise<void>>> = {
  resolve: benchResolve,
  versions: benchVersions,
  import: benchImport,
  relay: benchRelay,
  turns: benchTurns,
  [authenticationCosts.name]: () => bounded(authenticationCosts),
  [revocation.name]: () => bounded(revocation),
  [dashboard.name]: () => bounded(dashboard),
};

/** A section with bounds of the design: it fails where one is exceeded. */
async function bounded({ name, run }: Benchmark): Promise<void> {
  process.stdout.write(`${name}\n`);
  const measurements = (await run()) ?? [];
  for (const each of measurements) process.stdout.write(`${lineOf(each)}\n`);
  if (measurements.some(exceeds)) process.exitCode = 1;
}

/** `npm run bench [-- SECTION…]`: about five minutes for all. MYSQL_URL and KAFKA_BROKERS add those. */
async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((each) => !(each in SECTIONS));
  if (unknown.length > 0) throw new Error(`no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.env.NODE_ENV ??= 'test';
  build();
  process.stdout.write(`Node ${process.version}, ${cpus().length} CPUs, ${new Date().toISOString()}\n`);
  for (const [name, run] of Object.entries(SECTIONS)) if (wanted.length === 0 || wanted.includes(name)) await run();
}

main(process.argv.slice(2)).then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
