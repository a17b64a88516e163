import { randomInt } from 'node:crypto';

const PINNED = 20_261_130;

/**
 * Chooses and prints the seed of the run's property tests. In CI it is the same each time, so that a failure belongs to the change;
 * elsewhere it is a new one, which finds more. The variable PROPERTY_SEED repeats a run.
 */
export default function announceSeed(): void {
  process.env.PROPERTY_SEED ??= String(process.env.CI ? PINNED : randomInt(2 ** 31));
  process.stderr.write(`Property tests run with PROPERTY_SEED=${process.env.PROPERTY_SEED}.\n`);
}
