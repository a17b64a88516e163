import { counted, numeral } from '#platform/cli/counted';
import { printable } from '#platform/cli/table';
import type { Difference } from '../../application/compare-folder';
import type { FolderReport } from '../../application/import-folder';

const MAX_WARNINGS = 20;

/** The lines that a terminal shows at the end of the import of a folder. */
export const folderSummary = ({ prompts, changed, changes, conflicts, warnings, interrupted }: FolderReport): string[] => [
  ...warned(warnings),
  ...conflicts.map((each) => `! ${each.prompt}: ${printable(each.reason)}`),
  `${counted(prompts, 'prompt')}, ${numeral(changed)} of them changed by ${counted(changes, 'change')}, ${counted(conflicts.length, 'conflict')}`,
  ...(interrupted ? ['Interrupted; run the same command again to go on.'] : []),
];

/** The last object of `--json`. */
export const folderDocument = ({ conflicts, warnings, ...report }: FolderReport): object => ({
  ...{ event: 'end', ...report, conflicts: conflicts.length, warnings: warnings.length },
});

function warned(warnings: readonly string[]): string[] {
  const more = warnings.length - MAX_WARNINGS;
  return [
    ...warnings.slice(0, MAX_WARNINGS).map((each) => `warning: ${printable(each)}`),
    ...(more > 0 ? [`… and ${counted(more, 'more warning')}; --json lists all`] : []),
  ];
}

/** The lines that a terminal shows for a comparison. */
export const differenceLines = ({ changes, conflicts, extra, counts, texts = [] }: Difference): string[] => [
  ...texts.flatMap((each) => each.trimEnd().split('\n')).map(shown),
  ...changes.map((each) => `  ${printable(each)}`),
  ...conflicts.map((each) => `! ${printable(each)}`),
  ...extra.map((each) => `= only in the project: ${printable(each)}`),
  ...Object.entries(counts).map(
    ([kind, by]) =>
      `${kind}: ${Object.entries(by)
        .map(([what, count]) => `${numeral(count)} ${what}`)
        .join(', ')}`,
  ),
  `${counted(changes.length, 'change')}, ${counted(conflicts.length, 'conflict')}`,
];

/** The text without the characters that control a terminal. */
const shown = (line: string): string => line.split('\t').map(printable).join('\t');
