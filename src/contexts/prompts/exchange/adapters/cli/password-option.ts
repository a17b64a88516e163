import type { Command } from 'commander';

/** The option for a password, from before there was `japm login`. */
export const passwordOption = (command: Command): Command =>
  command.option('--password <password>', 'password; prefer JAPM_PASSWORD, because other users of this machine may see arguments');
