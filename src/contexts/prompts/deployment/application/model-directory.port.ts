export interface ModelRef {
  readonly id: string;
  readonly name: string;
}

/** The AI models of a project, as far as a deployment needs them. */
export abstract class ModelDirectory {
  abstract named(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly ModelRef[]>;
}
