/** The providers that JAPM can call (wire contract, 5.2). */
export const EXECUTABLE_PROVIDERS = ['openai', 'anthropic'] as const;
export type ExecutableProvider = (typeof EXECUTABLE_PROVIDERS)[number];

/** A model of the catalog that can be called. */
export interface ExecutableModel {
  readonly id: string;
  readonly name: string;
  readonly provider: ExecutableProvider;
  /** The provider's name of the model: its `apiIdentifier`, or else its name. */
  readonly identifier: string;
  /** The environment variable of the server that has the key; null means that of the provider. */
  readonly keyVariable: string | null;
  /** From 0 to 2; null leaves the choice to the provider. */
  readonly temperature: number | null;
  /** The maximum length of the response in tokens; null leaves the choice to the configuration. */
  readonly maxTokens: number | null;
}
