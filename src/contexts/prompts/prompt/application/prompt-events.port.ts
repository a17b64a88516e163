/** One fact of a prompt's history. */
export interface HistoryEntry {
  /** Id of the audit event. */
  readonly id: string;
  /** RFC 3339, UTC, with microseconds. */
  readonly time: string;
  /** For example `version.activate`. */
  readonly action: string;
  readonly risk: string;
  /** Id of the resource as the audit log names it, e.g. `shop/order-mail/1.0.0`. */
  readonly resource: { readonly type: string; readonly id: string; readonly revision: number };
  /** Name and e-mail are null when unknown or erased. */
  readonly actor: { readonly type: string; readonly id: string; readonly name: string | null; readonly email: string | null };
  readonly changes: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Position to go on before; null at the end. */
  readonly next: number | null;
  /** Events that were committed before the read and are not in the log yet. */
  readonly pending: number;
}

/** The audit events of a prompt. */
export abstract class PromptEvents {
  /** What succeeded on the prompt, on what lies below it, and on the pointers to it, since it was created. */
  abstract of(
    prompt: { readonly tenantId: string; readonly project: string; readonly slug: string; readonly createdAt: Date },
    before: number | null,
    limit: number,
  ): Promise<HistoryPage>;
}
