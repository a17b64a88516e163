import type { Actor } from '#shared/actor';

import { auditRules, type AuditFact, type AuditRule, type Outcome, type Risk } from '#shared/audit';

/** A failed request, with the content of an event of its own. */
export interface Attempt {
  readonly fact: AuditFact & { readonly outcome: Outcome };
  readonly tenantId: string;
  /** Empty if it is unknown. */
  readonly address: string;
}

/** The properties that all attempts of one merged event share. */
export interface MergedOf {
  readonly minute: number;
  readonly actor: Actor;
  readonly tenantId: string;
  readonly outcome: Outcome;
  /** The network of the attempts, which stands for all of its addresses; null if the attempts are merged whatever their address. */
  readonly network: string | null;
}

const MERGED = auditRules('attempt', { merge: 'low' }).merge;
const RISKS: readonly Risk[] = ['none', 'low', 'medium', 'high', 'critical'];
const MAX_RESOURCES = 100;
const MAX_TENANTS = 100;
/** The maximum number of resources in one event, which has at most 64 KiB. */
const MAX_RESOURCE_BYTES = 16 * 1024;

/** Attempts that are counted and become one event. */
export class MergedAttempts {
  readonly #actions = new Map<string, number>();
  readonly #tenants = new Map<string, number>();
  readonly #resources = new Set<string>();
  #resourceBytes = 0;
  #rule: AuditRule | null = null;
  #address: string | null = null;
  #count = 0;

  constructor(private readonly of: MergedOf) {}

  get count(): number {
    return this.#count;
  }

  add({ fact: { rule, resource }, tenantId, address }: Attempt): void {
    this.#address = this.#count === 0 || this.#address === address ? address : null;
    this.#rule = this.#count === 0 ? rule : this.#together(rule);
    this.#count += 1;
    countOne(this.#actions, rule.action);
    if (this.#tenants.size < MAX_TENANTS || this.#tenants.has(tenantId)) countOne(this.#tenants, tenantId);
    this.#name(this.of.actor.type === 'anonymous' ? `${rule.resource}:${resource.id}` : resource.id);
  }

  /** The address of the attempts, or the network if there are several addresses; null if it is unknown or there are several networks. */
  get ip(): string | null {
    const { network } = this.of;
    if (this.#address !== null) return this.#address || null;
    return !network?.includes(':') ? network : `${network}::`;
  }

  get fact(): AuditFact {
    const { actor, tenantId, outcome, minute } = this.of;
    return {
      rule: this.#rule ?? MERGED,
      actor,
      tenantId,
      resource: { id: '-', revision: 0, projectId: null },
      outcome,
      details: {
        merged: this.#count,
        minute: new Date(minute * 60_000),
        resources: [...this.#resources],
        ...(this.#actions.size > 1 && { actions: Object.fromEntries(this.#actions) }),
        ...(this.#tenants.size > 1 && { tenants: Object.fromEntries(this.#tenants) }),
      },
    };
  }

  #together(rule: AuditRule): AuditRule {
    const known = this.#rule ?? rule;
    const risk = RISKS.indexOf(rule.risk) > RISKS.indexOf(known.risk) ? rule.risk : known.risk;
    return { ...(known.action === rule.action ? rule : MERGED), risk };
  }

  #name(resource: string): void {
    if (this.#resources.size >= MAX_RESOURCES || this.#resources.has(resource)) return;
    const bytes = Buffer.byteLength(JSON.stringify(resource));
    if (this.#resourceBytes + bytes > MAX_RESOURCE_BYTES) return;
    this.#resourceBytes += bytes;
    this.#resources.add(resource);
  }
}

const countOne = (counts: Map<string, number>, name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1);
