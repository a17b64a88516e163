/** That an environment has this version of a prompt. */
export interface VersionPointer {
  readonly state: { readonly environmentId: string; readonly versionId: string };
}

/** Which versions of prompts environments point at. */
export abstract class VersionPointers {
  /** Of all environments. */
  abstract ofPrompt(tenantId: string, promptId: string): Promise<readonly VersionPointer[]>;
  /** Of these environments to these prompts, in no order. */
  abstract ofPrompts(tenantId: string, environmentIds: readonly string[], promptIds: readonly string[]): Promise<readonly VersionPointer[]>;
  /** Ids of the environments that have a version of the prompt, or of one of its assets. */
  abstract environmentsUsing(tenantId: string, promptId: string): Promise<readonly string[]>;
}
