export interface ModelRef {
  readonly id: string;
  readonly name: string;
}

/** The AI models of a project, with the properties that a deployment needs. */
export abstract class ModelDirectory {
  abstract named(tenantId: string, projectId: string, ids: readonly string[]): Promise<readonly ModelRef[]>;
}
