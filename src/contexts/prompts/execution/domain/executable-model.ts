import { Invalid } from '#shared/errors';

/** The providers that JAPM can call (wire contract, 5.2). */
export const EXECUTABLE_PROVIDERS = ['openai', 'anthropic'] as const;
export type ExecutableProvider = (typeof EXECUTABLE_PROVIDERS)[number];

/** A model of the catalog that the caller may execute. */
export interface CatalogModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string | null;
  readonly apiIdentifier: string | null;
  /** The environment variable of the server that has the key; null means that of the endpoint. */
  readonly apiKeyEnvVar: string | null;
  /** From 0 to 2; null leaves the choice to the provider. */
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  /** Slug of its project. */
  readonly project: string;
}

/** A model with everything that a call needs but the key. */
export interface ExecutableModel {
  readonly id: string;
  readonly name: string;
  readonly provider: ExecutableProvider;
  /** The provider's name of the model. */
  readonly identifier: string;
  /** The id of the endpoint that is called. */
  readonly endpoint: string;
  /** The environment variable of the server that has the key; null where the endpoint takes none. */
  readonly keyVariable: string | null;
  readonly temperature: number | null;
  /** The maximum length of the response in tokens. */
  readonly maxOutputTokens: number;
}

/** The `apiIdentifier` of a model, or else its name (wire contract, 5.2). */
export const identifierOf = ({ apiIdentifier, name }: Pick<CatalogModel, 'apiIdentifier' | 'name'>): string =>
  apiIdentifier === null || apiIdentifier === '' ? name : apiIdentifier;

/** Throws Invalid for a provider that JAPM cannot call. */
export function requireProvider({ provider }: Pick<CatalogModel, 'provider'>, pointer: string): ExecutableProvider {
  const known = EXECUTABLE_PROVIDERS.find((each) => each === provider?.trim().toLowerCase());
  if (known) return known;
  const message = `the provider of the model must be one of ${EXECUTABLE_PROVIDERS.join(', ')}`;
  throw new Invalid('execution.provider_unknown', [{ pointer, message }]);
}
