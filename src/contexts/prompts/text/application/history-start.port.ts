/** From when on the past of a project is complete. */
export abstract class HistoryStart {
  /** Null: since the project was created. */
  abstract of(tenantId: string, projectId: string): Promise<Date | null>;
}
