import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type NodeConfig from 'config';
import { configSchema, type Config } from './config.schema';
import { calledFor, takeMalformed, variablesIn, type Variables } from './environment-variables';
import { withExecutionKeys } from './execution-keys';
import { installationRoot } from './installation';
import { withKeys } from './needed-keys';
import { withOidcSecrets } from './oidc-secrets';

/** The configuration is invalid; the message has every problem. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const FILE_SETTINGS = [
  'JAPM_ADMIN_PASSWORD',
  'JAPM_DATABASE_URL',
  'JAPM_DATABASE_TLS_CA',
  'JAPM_DATABASE_TLS_CERTIFICATE',
  'JAPM_DATABASE_TLS_KEY',
  'JAPM_KAFKA_TLS_CA',
  'JAPM_KAFKA_TLS_CERTIFICATE',
  'JAPM_KAFKA_TLS_KEY',
  'JAPM_KAFKA_SASL_PASSWORD',
];

type SecretOf = (name: string) => string | undefined;

/** Reads a variable, or the file that `NAME_FILE` names. A file that cannot be read is a problem. */
function secrets(environment: NodeJS.ProcessEnv, problems: string[]): SecretOf {
  return (name) => {
    const path = environment[`${name}_FILE`];
    if (path === undefined || path === '' || environment[name]) return environment[name];
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      problems.push(`${name}_FILE: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

const invalid = (problems: readonly string[]): ConfigurationError =>
  new ConfigurationError(['The configuration is not valid:', ...problems.map((each) => `✖ ${each}`)].join('\n'));

function checked(settings: unknown, variables: Variables, problems: readonly string[]): Config {
  const parsed = configSchema.safeParse(settings);
  const faults = parsed.error?.issues.map(({ path, message }) => `${message}\n  → at ${calledFor(path, variables)}`) ?? [];
  if (!parsed.success || problems.length > 0) throw invalid([...problems, ...faults]);
  return deepFreeze(parsed.data);
}

/** Parses merged settings. Throws ConfigurationError with all problems at once. */
export const parseConfig = (settings: unknown): Config => checked(settings, new Map(), []);

interface Merged {
  readonly settings: object;
  readonly variables: Variables;
  readonly problems: readonly string[];
}

/** Merges config/*.yaml and the environment without checks. `JAPM_CONFIG_DIR` replaces the folder. */
function mergedSettings(environment: NodeJS.ProcessEnv): Merged {
  environment.NODE_CONFIG_DIR ??= environment.JAPM_CONFIG_DIR ?? join(installationRoot(), 'config');
  environment.NODE_ENV ??= 'development';
  environment.SUPPRESS_NO_CONFIG_WARNING ??= 'true';
  const variables = variablesIn(environment.NODE_CONFIG_DIR);
  const problems = takeMalformed(variables, environment);
  const secretOf = secrets(environment, problems);
  for (const name of FILE_SETTINGS) {
    const secret = secretOf(name);
    if (secret !== undefined) environment[name] = secret;
  }
  // The package is loaded here and not imported above, because it reads the environment while it loads.
  const nodeConfig = createRequire(__filename)('config') as typeof NodeConfig;
  if (nodeConfig.util.getConfigSources().length === 0)
    throw new ConfigurationError(`no configuration found in ${environment.NODE_CONFIG_DIR}`);
  const settings = [withKeys, withOidcSecrets, withExecutionKeys].reduce<Record<string, unknown>>(
    (all, withSecrets) => withSecrets(all, secretOf),
    nodeConfig.util.toObject() as Record<string, unknown>,
  );
  return { settings, variables, problems };
}

/** The merged settings. Throws ConfigurationError when a part of the environment cannot be read. */
export function readSettings(): object {
  const { settings, problems } = mergedSettings(process.env);
  if (problems.length > 0) throw invalid(problems);
  return settings;
}

/**
 * The frozen configuration of this process; nothing else may read settings from the environment. `check` finds further problems
 * of the settings, so that the error lists them with the others.
 */
export function loadConfig(check: (settings: object) => readonly string[] = () => []): Config {
  const { settings, variables, problems } = mergedSettings(process.env);
  return checked(settings, variables, [...problems, ...check(settings)]);
}
