import type { AccessKind, AccessOutcome } from './access';
import type { Caller } from './counted-access';

/** The properties by which the numbers can be grouped. */
export const USAGE_GROUPS = ['hour', 'day', 'version', 'environment', 'language', 'caller', 'kind'] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

/** The common properties of a bucket's accesses; undefined for properties by which they are not grouped. */
export interface UsageBucketKey {
  /** The first hour, in hours since 1970-01-01T00:00:00Z. */
  readonly hour?: number;
  /** 1 or 24. The hours of a day that was merged are no longer distinguished. */
  readonly hours?: number;
  readonly versionId?: string;
  readonly environmentId?: string | null;
  readonly language?: string | null;
  /** Null stands for all callers that are hidden from the reader. */
  readonly caller?: Caller | null;
  readonly kind?: AccessKind;
}

/** Stored numbers with the same properties. */
export interface UsageSum {
  readonly key: UsageBucketKey;
  readonly versionTag: string | null;
  readonly outcome: AccessOutcome;
  readonly accesses: number;
}

export type UsageCounts = Readonly<Record<AccessOutcome, number>>;

export interface UsageBucket {
  readonly key: UsageBucketKey;
  /** The tag of the version of the key. */
  readonly versionTag: string | null;
  readonly counts: UsageCounts;
}

export const NOTHING: UsageCounts = { served: 0, not_modified: 0, failed: 0 };

export const totalOf = ({ served, not_modified: notModified, failed }: UsageCounts): number => served + notModified + failed;

/** Adds up the numbers of the same bucket. */
export class UsageBuckets {
  readonly #buckets = new Map<string, { readonly sum: UsageSum; counts: UsageCounts }>();

  get size(): number {
    return this.#buckets.size;
  }

  add(sum: UsageSum): void {
    const name = JSON.stringify(sum.key);
    const bucket = this.#buckets.get(name) ?? { sum, counts: NOTHING };
    bucket.counts = { ...bucket.counts, [sum.outcome]: bucket.counts[sum.outcome] + sum.accesses };
    this.#buckets.set(name, bucket);
  }

  /** Sorted by time; within the same time, those with the most accesses come first. */
  inOrder(): UsageBucket[] {
    const named = [...this.#buckets].map(([name, { sum, counts }]) => ({
      name,
      bucket: { key: sum.key, versionTag: sum.versionTag, counts },
    }));
    const compare = (a: (typeof named)[0], b: (typeof named)[0]): number =>
      (a.bucket.key.hour ?? 0) - (b.bucket.key.hour ?? 0) ||
      totalOf(b.bucket.counts) - totalOf(a.bucket.counts) ||
      (a.name < b.name ? -1 : 1);
    return named.toSorted(compare).map(({ bucket }) => bucket);
  }
}
