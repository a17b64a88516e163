import { commandGroup } from './api-command';
import type { RegisterCommand } from './command';

/** `japm keys generate --out FOLDER` */
export const registerKeys: RegisterCommand = (program, { output }) => {
  commandGroup(program, 'keys', 'API keys, and the secrets of an installation')
    .command('generate')
    .summary('make the secrets that production has to be given')
    .description('Writes the secrets that are missing in a folder, readable by their owner only, and prints the settings that name them.')
    .requiredOption('-o, --out <folder>', 'where to; what is there already is kept')
    .action(async ({ out }: { readonly out: string }) => {
      const { KEY_VARIABLES, writeMissingKeys } = await import('#platform/config/keys');
      const paths = writeMissingKeys(out);
      for (const name of ['jwtKeys', 'logKey', 'serverSecret'] as const) output.out(`${KEY_VARIABLES[name]}_FILE=${paths[name]}`);
    });
};
