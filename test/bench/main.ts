import 'reflect-metadata';
import { authenticationCosts } from './authentication-costs';
import { exceeds, lineOf, type Benchmark } from './measurement';
import { revocation } from './revocation';

/** `npm run bench [NAME…]`: measures, and fails where a bound of the design is exceeded. */
const BENCHMARKS: readonly Benchmark[] = [authenticationCosts, revocation];

async function main(names: readonly string[]): Promise<boolean> {
  let kept = true;
  for (const { name, run } of BENCHMARKS.filter((each) => names.length === 0 || names.includes(each.name))) {
    process.stdout.write(`${name}\n`);
    const measurements = await run();
    for (const each of measurements ?? []) process.stdout.write(`${lineOf(each)}\n`);
    kept &&= !(measurements ?? []).some(exceeds);
  }
  return kept;
}

process.env.NODE_ENV ??= 'test';
main(process.argv.slice(2)).then(
  (kept) => process.exit(kept ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
