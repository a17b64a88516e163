import { type ApiCommandOptions, apiOptions, commandGroup, connect } from '#platform/cli/api-command';
import { type RegisterCommand, UsageError } from '#platform/cli/command';
import { jsonText } from '#platform/cli/output';

interface RebuildOptions extends ApiCommandOptions {
  readonly wait: boolean;
}

interface Progress {
  readonly isRunning: boolean;
  readonly handled: number;
  readonly events: number;
}

const REBUILD = '/api/dashboard/rebuild';
const LOOK_AGAIN_MS = 500;

/** `japm dashboard rebuild` */
export const registerDashboard: RegisterCommand = (program, deps) => {
  const dashboard = commandGroup(program, 'dashboard', 'the numbers and activities of all tenants');
  apiOptions(dashboard.command('rebuild').summary('rebuild the dashboard from the audit log'))
    .description(
      'Asks the server to rebuild the dashboard of all tenants from the audit log, and waits for it. Readers use the present dashboard until the new one is complete. The rebuild continues after a restart of the server; run the command again to follow it. Needs an administrator of the platform tenant.',
    )
    .option('--no-wait', 'end once the rebuild has begun')
    .action(async (options: RebuildOptions) => {
      const api = await connect(options, deps);
      let progress = progressOf((await api.post(REBUILD, {})).body);
      while (options.wait && progress.isRunning) {
        deps.output.terminal?.write(`\r${progress.handled} of ${progress.events} events`);
        await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
        progress = progressOf((await api.get(REBUILD)).body);
      }
      deps.output.terminal?.write('\r');
      const text = progress.isRunning
        ? `the rebuild has begun: ${progress.handled} of ${progress.events} events`
        : `the dashboard is rebuilt: ${progress.handled} events`;
      deps.output.out(options.json ? jsonText(progress) : text);
    });
};

function progressOf(body: unknown): Progress {
  const { isRunning, handled, events } = (body ?? {}) as Partial<Progress>;
  if (typeof isRunning === 'boolean' && typeof handled === 'number' && typeof events === 'number') return { isRunning, handled, events };
  throw new UsageError('the server gave an answer that this version does not understand; is the address right?');
}
