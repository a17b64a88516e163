import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import { networkOf } from '#shared/network';
import { MergedAttempts, type Attempt } from './merged-attempts';

/**
 * The number of attempts per minute that become events of their own, for each known actor, action and outcome, and for each network without
 * valid credentials.
 */
export const SINGLE_PER_MINUTE = 20;
/** The same for all networks without valid credentials together. */
const MAX_SINGLE_ANONYMOUS = 300;
/** The maximum number of merged events of networks. The attempts of all other networks become one event for each outcome. */
const MAX_MERGED_ANONYMOUS = 290;
/**
 * The maximum number of events per minute that requests without valid credentials cause, including one for each outcome of all other
 * networks.
 */
export const MAX_ANONYMOUS_EVENTS = MAX_SINGLE_ANONYMOUS + MAX_MERGED_ANONYMOUS + 10;
/** The maximum number of known actors, actions and outcomes that are counted at the same time. */
export const MAX_WINDOWS = 2000;
/** The maximum number of merged events that wait to be written, for example while the database is unavailable. */
const MAX_DUE = 5000;

export const UNKNOWN: Actor = {
  type: 'anonymous',
  id: 'unknown',
  tenantId: PLATFORM_TENANT_ID,
  role: null,
  name: null,
  email: null,
  apiKeyId: null,
};

interface KnownWindow {
  seen: number;
  readonly merged: MergedAttempts;
}

/**
 * Decides which attempts of a minute become events of their own, and counts the others. Attempts of a known actor are merged only with
 * those of the same actor, action and outcome, and attempts of high risk are never merged. The number of windows is bounded; a window that
 * must make room is not lost but becomes due to be written.
 */
export class AttemptWindows {
  readonly #known = new Map<string, KnownWindow>();
  readonly #networks = new Map<string, number>();
  readonly #anonymous = new Map<string, MergedAttempts>();
  #due: MergedAttempts[] = [];
  #minute = 0;
  #singleAnonymous = 0;
  #mergedAnonymous = 0;

  /** Whether the attempt becomes an event of its own; otherwise it was counted. */
  isSingle(attempt: Attempt, minute: number): boolean {
    this.#turnTo(minute);
    if (attempt.fact.actor.type === 'anonymous') return this.#isSingleAnonymous(attempt);
    const { risk } = attempt.fact.rule;
    return risk === 'high' || risk === 'critical' || this.#isSingleKnown(attempt);
  }

  /** Removes and returns the merged attempts of past minutes, or of all minutes. */
  take(minute: number, all: boolean): MergedAttempts[] {
    this.#turnTo(minute);
    if (all) this.#close();
    return this.#due.splice(0);
  }

  /** Takes back events that could not be written. */
  putBack(merged: readonly MergedAttempts[]): void {
    this.#due = [...merged, ...this.#due];
  }

  /** Removes and returns the oldest waiting events if there are too many. */
  surplus(): MergedAttempts[] {
    return this.#due.length > MAX_DUE ? this.#due.splice(0, this.#due.length - MAX_DUE) : [];
  }

  #isSingleKnown(attempt: Attempt): boolean {
    const { actor, rule, outcome } = attempt.fact;
    const key = [attempt.tenantId, actor.type, actor.id, actor.apiKeyId, rule.action, outcome].join(' ');
    let window = this.#known.get(key);
    if (!window) {
      this.#makeRoom();
      const of = { minute: this.#minute, actor, tenantId: attempt.tenantId, outcome, network: null };
      this.#known.set(key, (window = { seen: 0, merged: new MergedAttempts(of) }));
    }
    window.seen += 1;
    if (window.seen > SINGLE_PER_MINUTE) window.merged.add(attempt);
    return window.seen <= SINGLE_PER_MINUTE;
  }

  #isSingleAnonymous(attempt: Attempt): boolean {
    const network = networkOf(attempt.address);
    const seen = this.#networks.get(network) ?? 0;
    if (seen < SINGLE_PER_MINUTE && this.#singleAnonymous < MAX_SINGLE_ANONYMOUS) {
      this.#networks.set(network, seen + 1);
      this.#singleAnonymous += 1;
      return true;
    }
    this.#mergedOf(attempt, network).add(attempt);
    return false;
  }

  #mergedOf({ tenantId, fact: { outcome } }: Attempt, network: string): MergedAttempts {
    const key = `${network} ${tenantId} ${outcome}`;
    const known = this.#anonymous.get(key);
    if (known) return known;
    const others = this.#mergedAnonymous >= MAX_MERGED_ANONYMOUS;
    if (others) return this.#ofOthers(outcome);
    this.#mergedAnonymous += 1;
    return this.#open(key, { tenantId, outcome, network });
  }

  #ofOthers(outcome: Attempt['fact']['outcome']): MergedAttempts {
    return this.#anonymous.get(outcome) ?? this.#open(outcome, { tenantId: PLATFORM_TENANT_ID, outcome, network: null });
  }

  #open(key: string, of: Pick<Attempt, 'tenantId'> & { outcome: Attempt['fact']['outcome']; network: string | null }): MergedAttempts {
    const merged = new MergedAttempts({ ...of, minute: this.#minute, actor: UNKNOWN });
    this.#anonymous.set(key, merged);
    return merged;
  }

  #makeRoom(): void {
    if (this.#known.size < MAX_WINDOWS) return;
    for (const [key, { merged }] of this.#known) {
      this.#known.delete(key);
      if (merged.count > 0) this.#due.push(merged);
      return;
    }
  }

  #turnTo(minute: number): void {
    if (minute === this.#minute) return;
    this.#close();
    this.#minute = minute;
    this.#networks.clear();
    this.#singleAnonymous = 0;
    this.#mergedAnonymous = 0;
  }

  #close(): void {
    const merged = [...[...this.#known.values()].map((each) => each.merged), ...this.#anonymous.values()];
    this.#due.push(...merged.filter(({ count }) => count > 0));
    this.#known.clear();
    this.#anonymous.clear();
  }
}
