/** One line of a benchmark's result. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The value must not be above it. */
  readonly bound?: number;
}

export interface Benchmark {
  readonly name: string;
  /** Null: it cannot run here; the reason is on the standard output. */
  run(): Promise<readonly Measurement[] | null>;
}

export const exceeds = ({ value, bound }: Measurement): boolean => bound !== undefined && value > bound;

/** The value below which that share of the samples is; 0 of none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function lineOf(measurement: Measurement): string {
  const { what, value, unit, bound } = measurement;
  const limit = bound === undefined ? '' : `  (at most ${bound}: ${exceeds(measurement) ? 'EXCEEDED' : 'kept'})`;
  return `  ${what.padEnd(64)} ${value.toFixed(value < 10 ? 3 : 0).padStart(10)} ${unit}${limit}`;
}
