import type { Command } from 'commander';
import { type ApiCommandOptions, apiOptions, choice, commandGroup, connect } from '#platform/cli/api-command';
import type { CommandDeps, RegisterCommand } from '#platform/cli/command';
import { limitOf, pageOptions, printList } from '#platform/cli/list';
import type { Style } from '#platform/cli/output';
import { jsonLine } from '#platform/cli/output';
import { printFields, printTable, timeOf } from '#platform/cli/table';

interface SearchOptions extends ApiCommandOptions {
  readonly limit?: number;
  readonly all?: boolean;
  readonly actor?: string;
  readonly action?: string;
  readonly resourceType?: string;
  readonly resource?: string;
  readonly project?: string;
  readonly outcome?: (typeof OUTCOMES)[number];
  readonly risk?: (typeof RISKS)[number];
  readonly traceId?: string;
  readonly from?: string;
  readonly to?: string;
}

const OUTCOMES = ['success', 'unchanged', 'denied', 'rejected', 'failed'] as const;
const RISKS = ['low', 'medium', 'high', 'critical'] as const;
const EVENTS = '/api/audit/events';
const MOST_A_PAGE = 1000;

/** `japm audit search|show` */
export const registerAudit: RegisterCommand = (program, deps) => {
  const audit = commandGroup(program, 'audit', 'the audit log: who did what, when, with which outcome');
  const search = audit.command('search').summary('search the audit log, newest first').argument('[words...]', 'all of them must occur');
  pageOptions(apiOptions(search))
    .description('Searches the audit log. It sees every change whose response was sent before. With --json each line is one event.')
    .option('--actor <id>', 'id of a user, or of a job of the system')
    .option('--action <name>', 'for example prompt.create')
    .option('--resource-type <type>', 'for example prompt')
    .option('--resource <id>', 'for example shop/order-mail')
    .option('-p, --project <slug>', 'only events of this project; JAPM_PROJECT has no effect here')
    .addOption(choice('--outcome <outcome>', 'only events with this outcome', OUTCOMES))
    .addOption(choice('--risk <risk>', 'only events of this risk', RISKS))
    .option('--trace-id <id>', 'W3C trace id')
    .option('--from <time>', 'not before this time (2031-01-31T09:30:00Z) or date, in UTC')
    .option('--to <time>', 'before this time, or until the end of this date in UTC')
    .action(async (words: string[], options: SearchOptions) => {
      const limit = limitOf(options);
      const { actor, action, resourceType, resource, project, outcome, risk, traceId, from, to } = options;
      const q = words.length > 0 ? words.join(' ') : undefined;
      const query = { q, actor, action, resourceType, resource, project, outcome, risk, traceId, from, to };
      const api = await connect(options, deps);
      await printList(
        api.pages(EVENTS, { query }, { limit, pageSize: MOST_A_PAGE }),
        [
          { head: 'TIME', of: (each) => timeOf(each.time) },
          { head: 'ACTOR', of: ({ actor: by }) => by.email ?? by.name ?? by.id, givesWay: 'early' },
          { head: 'ACTION', of: (each) => each.action, givesWay: 'late' },
          { head: 'RESOURCE', of: (each) => each.resource.id, givesWay: 'late' },
          { head: 'OUTCOME', of: (each) => each.outcome, style: (each) => OUTCOME_STYLES[each.outcome] },
          { head: 'RISK', of: (each) => each.risk, style: (each) => RISK_STYLES[each.risk] },
        ],
        { none: 'There are no such events.', ...options },
        deps,
      );
    });
  registerShow(audit, deps);
};

const OUTCOME_STYLES: Readonly<Record<string, Style>> = { denied: 'red', failed: 'red', rejected: 'yellow', unchanged: 'dim' };
const RISK_STYLES: Readonly<Record<string, Style>> = { high: 'yellow', critical: 'red' };

function registerShow(audit: Command, deps: CommandDeps): void {
  apiOptions(audit.command('show').summary('show one event with its changes').argument('<event>', 'id')).action(
    async (eventId: string, options: ApiCommandOptions) => {
      const event = await (await connect(options, deps)).get(`${EVENTS}/{eventId}`, { path: { eventId } });
      if (options.json === true) {
        deps.output.out(jsonLine(event));
        return;
      }
      const { actor, resource, origin, details } = event;
      const parts = [
        { head: 'actor', of: () => [actor.type, actor.email ?? actor.name ?? actor.id].join(' ') },
        { head: 'resource', of: () => `${resource.type} ${resource.id}, revision ${String(resource.revision)}` },
        { head: 'origin', of: () => [origin.ip, origin.userAgent].filter((each) => each !== null) },
        { head: 'details', of: () => (Object.keys(details).length > 0 ? details : null) },
      ];
      printFields(deps.output, event, ['id', 'seq', 'time', 'action', 'outcome', 'risk', ...parts, 'traceId']);
      const changes = Object.entries(event.changes);
      if (changes.length === 0) return;
      deps.output.out('');
      printTable(deps.output, changes, [
        { head: 'CHANGED', of: ([name]) => name, givesWay: 'late' },
        { head: 'BEFORE', of: ([, { before }]) => before, givesWay: 'early' },
        { head: 'AFTER', of: ([, { after }]) => after, givesWay: 'early' },
      ]);
    },
  );
}
