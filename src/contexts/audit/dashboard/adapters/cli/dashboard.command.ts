import { setTimeout as pause } from 'node:timers/promises';
import { type ApiCommandOptions, apiOptions, commandGroup, connect } from '#platform/cli/api-command';
import { Interrupted, type RegisterCommand } from '#platform/cli/command';
import { jsonLine } from '#platform/cli/output';

interface RebuildOptions extends ApiCommandOptions {
  readonly wait: boolean;
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
      let progress = await api.ask(REBUILD, {});
      while (options.wait && progress.isRunning) {
        deps.output.terminal?.write(`\r${progress.handled} of ${progress.events} events`);
        await pause(LOOK_AGAIN_MS, undefined, { signal: deps.interruption() }).catch(() => {
          throw new Interrupted();
        });
        progress = await api.get(REBUILD, {});
      }
      deps.output.terminal?.write('\r');
      const text = progress.isRunning
        ? `the rebuild has begun: ${progress.handled} of ${progress.events} events`
        : `the dashboard is rebuilt: ${progress.handled} events`;
      deps.output.out(options.json ? jsonLine(progress) : text);
    });
};
