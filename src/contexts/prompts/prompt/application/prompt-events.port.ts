/** One change in the history of a prompt. */
export interface HistoryEntry {
  /** The id of the audit event. */
  readonly id: string;
  /** RFC 3339, UTC, with microseconds. */
  readonly time: string;
  /** For example `version.activate`. */
  readonly action: string;
  readonly risk: string;
  /** The id of the resource in the audit log, for example `shop/order-mail/1.0.0`. */
  readonly resource: { readonly type: string; readonly id: string; readonly revision: number };
  /** The name and the e-mail address are null if they are unknown or erased. */
  readonly actor: { readonly type: string; readonly id: string; readonly name: string | null; readonly email: string | null };
  readonly changes: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** The position before which the next page continues; null at the end. */
  readonly next: number | null;
  /** The number of events that were committed before the read and are not in the log yet. */
  readonly pending: number;
}

/** Reads the audit events of a prompt. */
export abstract class PromptEvents {
  /** The successful changes of the prompt, of what is below it, and of the pointers to it, since it was created. */
  abstract of(
    prompt: { readonly tenantId: string; readonly project: string; readonly slug: string; readonly createdAt: Date },
    before: number | null,
    limit: number,
  ): Promise<HistoryPage>;
}
