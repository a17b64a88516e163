import { choice, connect, count, projectIdOf, type ProjectOptions, projectOptions } from '#platform/cli/api-command';
import type { RegisterCommand } from '#platform/cli/command';
import { jsonLine } from '#platform/cli/output';
import { printTable, timeOf } from '#platform/cli/table';

interface UsageOptions extends ProjectOptions {
  readonly from?: string;
  readonly to?: string;
  readonly groupBy: string;
  readonly environment?: string;
  readonly kind?: (typeof KINDS)[number];
  readonly limit: number;
}

const KINDS = ['resolve', 'template', 'serve', 'execute'] as const;
const MOST_BUCKETS = 1000;

/** `japm usage PROMPT` */
export const registerUsage: RegisterCommand = (program, deps) => {
  const usage = program.command('usage').summary('show how often a prompt is fetched').argument('<prompt>', 'slug');
  projectOptions(usage)
    .description('Shows how often a prompt was resolved, served and executed. The numbers of the last seconds are not there yet.')
    .option('--from <time>', 'not before this time or date, in UTC; default: seven days ago')
    .option('--to <time>', 'before this time, or until the end of this date in UTC; default: now')
    .option('--group-by <groups>', 'hour or day, version, environment, language, caller, kind, separated by commas', 'day')
    .option('-e, --environment <name>', 'only requests that named this environment')
    .addOption(choice('--kind <kind>', 'only accesses of this kind', KINDS))
    .option('--limit <number>', `the maximum number of groups, up to ${String(MOST_BUCKETS)}`, count, MOST_BUCKETS)
    .action(async (promptId: string, options: UsageOptions) => {
      const { from, to, groupBy, environment, kind, limit } = options;
      const path = { projectId: projectIdOf(options, deps), promptId };
      const query = { from, to, groupBy, environment, kind, limit };
      const report = await (await connect(options, deps)).get('/api/projects/{projectId}/prompts/{promptId}/usage', { path, query });
      const { output } = deps;
      if (options.json === true) {
        output.out(jsonLine(report));
        return;
      }
      if (report.buckets.length === 0) {
        output.err(`Nobody fetched ${promptId} from ${timeOf(report.from)} to ${timeOf(report.to)}.`);
        return;
      }
      const [first] = report.buckets;
      const groups = GROUPS.filter(({ member }) => first !== undefined && member in first);
      printTable(output, report.buckets, [
        ...groups,
        { head: 'TOTAL', of: (each) => each.total },
        { head: 'SERVED', of: (each) => each.served },
        { head: 'NOT MODIFIED', of: (each) => each.notModified },
        { head: 'FAILED', of: (each) => each.failed },
      ]);
    });
};

interface Grouped {
  readonly start?: string;
  readonly versionTag?: string;
  readonly environment?: { readonly id: string; readonly name: string | null } | null;
  readonly language?: string | null;
  readonly caller?: { readonly id: string; readonly name: string | null } | null;
  readonly kind?: string;
}

/** The columns of what a report is grouped by. */
const GROUPS = [
  { member: 'start', head: 'FROM', of: ({ start }: Grouped) => timeOf(start ?? null) },
  { member: 'versionTag', head: 'VERSION', of: ({ versionTag }: Grouped) => versionTag },
  { member: 'environment', head: 'ENVIRONMENT', of: ({ environment: of }: Grouped) => of?.name ?? of?.id },
  { member: 'language', head: 'LANGUAGE', of: ({ language }: Grouped) => language },
  { member: 'caller', head: 'CALLER', of: ({ caller: of }: Grouped) => of?.name ?? of?.id },
  { member: 'kind', head: 'KIND', of: ({ kind }: Grouped) => kind },
] as const;
