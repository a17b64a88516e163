import { Presets, SingleBar } from 'cli-progress';
import { numeral } from '#platform/cli/counted';
import type { Output } from '#platform/cli/output';

export interface ImportProgress {
  done(rows: number): void;
  stop(): void;
}

const LINE_EVERY_ROWS = 100;

/** Shows a bar on a terminal, and a line for every hundred rows elsewhere. */
export function importProgress(total: number, output: Output): ImportProgress {
  if (output.terminal === null) {
    const tell = (rows: number): void => {
      if (rows % LINE_EVERY_ROWS === 0 || rows === total) output.err(`${numeral(rows)} of ${numeral(total)} rows`);
    };
    return { done: tell, stop: () => undefined };
  }
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value} of {total} rows | {eta_formatted} left',
      formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? numeral(value) : String(value)),
      stream: output.terminal,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    done: (rows) => {
      bar.update(rows);
    },
    stop: () => {
      bar.stop();
    },
  };
}
