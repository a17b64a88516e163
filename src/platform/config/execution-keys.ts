/** The variables with the keys of the providers' own endpoints. */
const PUBLIC_KEYS = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY'];

/**
 * Adds the keys of models from the variables that the endpoints name, and from no other variable. The schema reports settings of another
 * shape.
 */
export function withExecutionKeys(
  settings: Record<string, unknown>,
  secretOf: (variable: string) => string | undefined,
): Record<string, unknown> {
  const { execution } = settings as { execution?: { endpoints?: unknown } | null };
  if (typeof execution !== 'object' || execution === null) return settings;
  const endpoints: readonly unknown[] = Array.isArray(execution.endpoints) ? execution.endpoints : [];
  const names = [...PUBLIC_KEYS, ...endpoints.flatMap(variablesOf)];
  const keys = names.flatMap((name) => {
    const key = secretOf(name);
    return key === undefined || key === '' ? [] : [[name, key] as const];
  });
  return { ...settings, execution: { ...execution, keys: Object.fromEntries(keys) } };
}

function variablesOf(endpoint: unknown): string[] {
  const { keyVariables } = (endpoint ?? {}) as { keyVariables?: unknown };
  return Array.isArray(keyVariables) ? keyVariables.filter((each) => typeof each === 'string') : [];
}
