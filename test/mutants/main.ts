import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTANTS, type Mutant } from './mutants';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

const ROOT = resolve(__dirname, '../..');
/** Bounds a mutant that never ends, which is noticed as well. */
const MAX_RUN_MS = 300_000;

/**
 * Plants one mistake a guard and runs the tests that hold it: `npm run test:mutants [-- PART-OF-A-NAME]`. A mutant is killed
 * when a test fails; a suite that cannot even be loaded proves nothing.
 */
function main(wanted: string): void {
  const chosen = MUTANTS.filter(({ name }) => name.includes(wanted));
  const folder = mkdtempSync(join(tmpdir(), 'japm-mutants-'));
  try {
    const sound = run('', [...new Set(chosen.map(({ tests }) => tests))].join('|'), folder);
    if (sound?.numFailedTests !== 0 || sound.numRuntimeErrorTestSuites > 0) throw new Error('the tests fail without any mutant');
    const survivors = chosen.filter((mutant) => !isKilled(mutant, folder));
    process.stdout.write(`${chosen.length - survivors.length} killed, ${survivors.length} survived\n`);
    if (survivors.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isKilled(mutant: Mutant, folder: string): boolean {
  const places = readFileSync(join(ROOT, mutant.file), 'utf8').split(mutant.find).length - 1;
  if (places !== 1) throw new Error(`${mutant.name}: its line stands ${places} times in ${mutant.file}`);
  const report = run(JSON.stringify(mutant), mutant.tests, folder);
  const killed = report === null || (report.numFailedTests > 0 && report.numRuntimeErrorTestSuites === 0);
  process.stdout.write(`${killed ? 'killed  ' : 'SURVIVED'} ${mutant.name}\n`);
  return killed;
}

/** Null when the run did not end in time. */
function run(mutant: string, tests: string, folder: string): Report | null {
  const report = join(folder, 'report.json');
  const options = ['-c', join(__dirname, 'jest.config.cjs'), '--testPathPatterns', tests, '--json', `--outputFile=${report}`, '--silent'];
  const { error } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), ...options], {
    cwd: ROOT,
    env: { ...process.env, ...(mutant === '' ? {} : { MUTANT: mutant }) },
    stdio: 'ignore',
    timeout: MAX_RUN_MS,
    killSignal: 'SIGKILL',
  });
  if (error && (error as NodeJS.ErrnoException).code === 'ETIMEDOUT') return null;
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  rmSync(report);
  return read;
}

main(process.argv[2] ?? '');
