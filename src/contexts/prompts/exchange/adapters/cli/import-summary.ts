import type { ImportNote, ImportReport } from '../../application/import-report';

const MOST_SHOWN = 20;

/** What people read at the end of an import, line by line. */
export function importSummary(report: ImportReport): string[] {
  const { created, updated, unchanged, failed, notes, stopped } = report;
  const counts = `${number(created)} created, ${number(updated)} updated, ${number(unchanged)} unchanged, ${number(failed.length)} failed`;
  return [
    ...shown(notes.map(noteLine), 'note', 'notes'),
    ...shown(
      failed.map((each) => `line ${String(each.line)}${each.title === null ? '' : ` '${each.title.trim()}'`}: ${each.reason}`),
      'row failed',
      'rows failed',
    ),
    `Project ${report.project}: ${counts}`,
    ...(stopped === null ? [] : [`Stopped: ${stopped}. ${number(created + updated)} went in; run the same command again to go on.`]),
  ];
}

/** The document that `--json` prints. */
export const importDocument = ({ stopped, ...report }: ImportReport): object => (stopped === null ? report : { ...report, stopped });

function shown(lines: readonly string[], one: string, many: string): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MOST_SHOWN;
  const head = `${number(lines.length)} ${lines.length === 1 ? one : many}:`;
  return [
    head,
    ...lines.slice(0, MOST_SHOWN).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … and ${number(rest)} more; --json lists all`] : []),
  ];
}

const noteLine = (note: ImportNote): string =>
  [note.line === null ? null : `line ${String(note.line)}`, note.slug, note.message].filter((part) => part !== null).join(': ');

const number = (count: number): string => count.toLocaleString('en-US');
