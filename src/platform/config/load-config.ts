import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type NodeConfig from 'config';
import { z } from 'zod';
import { configSchema, type Config } from './config.schema';
import { withOidcSecrets } from './oidc-secrets';

/** A bad configuration, with every problem in its message. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const FILE_SETTINGS = ['JAPM_JWT_KEYS', 'JAPM_LOG_KEY', 'JAPM_SERVER_SECRET', 'JAPM_ADMIN_PASSWORD', 'JAPM_DATABASE_URL'];

/** The folder that holds package.json, seen from src/ and from dist/src/ alike. */
export function installationRoot(from = __dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new ConfigurationError('package.json not found above the program');
  return installationRoot(parent);
}

function readSecretFiles(environment: NodeJS.ProcessEnv): void {
  for (const name of FILE_SETTINGS) {
    const secret = secretOf(environment, name);
    if (secret !== undefined) environment[name] = secret;
  }
}

/** The variable, else the content of the file that `NAME_FILE` names. */
function secretOf(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = environment[`${name}_FILE`];
  if (path === undefined || path === '' || environment[name]) return environment[name];
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new ConfigurationError(`${name}_FILE: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Parses settings that are already merged; throws ConfigurationError with all problems at once. */
export function parseConfig(settings: unknown): Config {
  const parsed = configSchema.safeParse(settings);
  if (!parsed.success) throw new ConfigurationError(`The configuration is not valid:\n${z.prettifyError(parsed.error)}`);
  return deepFreeze(parsed.data);
}

/** config/*.yaml and the environment merged, unchecked. `JAPM_CONFIG_DIR` replaces the folder. */
export function readSettings(): Record<string, unknown> {
  readSecretFiles(process.env);
  process.env.NODE_CONFIG_DIR ??= process.env.JAPM_CONFIG_DIR ?? join(installationRoot(), 'config');
  process.env.NODE_ENV ??= 'development';
  process.env.SUPPRESS_NO_CONFIG_WARNING ??= 'true';
  // Loaded here and not imported above: the package reads the environment while it loads.
  const nodeConfig = createRequire(__filename)('config') as typeof NodeConfig;
  if (nodeConfig.util.getConfigSources().length === 0)
    throw new ConfigurationError(`no configuration found in ${process.env.NODE_CONFIG_DIR}`);
  return withOidcSecrets(nodeConfig.util.toObject() as Record<string, unknown>, (name) => secretOf(process.env, name));
}

/** The configuration of this process, frozen; nothing else may read the environment for settings. */
export const loadConfig = (): Config => parseConfig(readSettings());
