import { counted, numeral } from '#platform/cli/counted';
import { printable } from '#platform/cli/table';
import type { ImportNote, ImportReport } from '../../application/import-report';

const MAX_SHOWN = 20;

/** The lines that a terminal shows at the end of an import. */
export function importSummary(report: ImportReport): string[] {
  const { created, updated, unchanged, failed, notes, stopped } = report;
  const counts = `${numeral(created)} created, ${numeral(updated)} updated, ${numeral(unchanged)} unchanged, ${numeral(failed.length)} failed`;
  return [
    ...shown(notes.map(noteLine), 'note', 'notes'),
    ...shown(
      failed.map((each) => `line ${String(each.line)}${each.title === null ? '' : ` '${each.title.trim()}'`}: ${each.reason}`),
      'row failed',
      'rows failed',
    ),
    `Project ${report.project}: ${counts}`,
    ...(stopped === null ? [] : [`Stopped: ${stopped}. ${numeral(created + updated)} went in; run the same command again to go on.`]),
  ];
}

/** The last object of `--json`. */
export const importDocument = ({ project, created, updated, unchanged, failed, notes, stopped }: ImportReport): object => ({
  ...{ event: 'end', project, created, updated, unchanged, failed: failed.length, notes: notes.length },
  ...(stopped === null ? {} : { stopped }),
});

function shown(lines: readonly string[], one: string, many: string): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MAX_SHOWN;
  return [
    `${counted(lines.length, one, many)}:`,
    ...lines.slice(0, MAX_SHOWN).map((line) => `  ${printable(line)}`),
    ...(rest > 0 ? [`  … and ${numeral(rest)} more; --json lists all`] : []),
  ];
}

const noteLine = (note: ImportNote): string =>
  [note.line === null ? null : `line ${String(note.line)}`, note.slug, note.message].filter((part) => part !== null).join(': ');
