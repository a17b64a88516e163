import type { RegisterCommand } from '#platform/cli/command';

/** `japm migrate` */
export const registerMigrate: RegisterCommand = (program, { output }) => {
  program
    .command('migrate')
    .summary('bring the configured database to the newest schema')
    .description('Runs the pending migrations, one process at a time. On SQLite the server must not be running.')
    .action(async () => {
      process.umask(0o077);
      const { performMigration } = await import('#bootstrap/commands/perform-migration');
      output.out(await performMigration());
    });
};
