import { commandGroup } from './api-command';
import { UsageError, type RegisterCommand } from './command';

/** `japm keys generate --out FOLDER` */
export const registerKeys: RegisterCommand = (program, { output }) => {
  commandGroup(program, 'keys', 'API keys, and the secrets of an installation')
    .command('generate')
    .summary('make the secrets that production has to be given')
    .description(
      "Writes the secrets that are missing in a folder, and the public half of the log's key, readable by their owner only. Prints the settings that name them.",
    )
    .requiredOption('-o, --out <folder>', 'where to; what is there already is kept')
    .action(async ({ out }: { readonly out: string }) => {
      const { ConfigurationError } = await import('#platform/config/load-config');
      const { writeMissingKeys } = await import('#platform/config/key-files');
      const { KEY_NAMES, KEY_VARIABLES } = await import('#platform/config/needed-keys');
      try {
        const paths = writeMissingKeys(out);
        for (const name of KEY_NAMES) output.out(`${KEY_VARIABLES[name]}_FILE=${paths[name]}`);
      } catch (error) {
        throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
      }
    });
};
