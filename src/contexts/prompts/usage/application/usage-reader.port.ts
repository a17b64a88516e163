import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { TextVersionState } from '../../text/domain/text-version';
import type { AccessKind } from '../domain/access';
import type { UsageGroup, UsageSum } from '../domain/usage-report';

/** The filters of a report on the stored numbers of a prompt. Null means all. */
export interface UsageFilter {
  readonly versionTag: string | null;
  readonly environmentId: string | null;
  /** In any letter case. */
  readonly language: string | null;
  /** The id of an API key or a user. */
  readonly callerId: string | null;
  readonly kind: AccessKind | null;
}

/** Hours since 1970-01-01T00:00:00Z; the second one is not included. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

export type UnusedVersion = Pick<TextVersionState, 'id' | 'versionTag' | 'languageCode' | 'status' | 'createdAt' | 'updatedAt'> & {
  /** The id of the prompt. */
  readonly parentId: string;
};

export const UNUSED_VERSION_LIST: ListRules<UnusedVersion> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'createdAt',
  tie: 'id',
  search: ['versionTag'],
  filters: { status: ['draft', 'active', 'archived'] },
};

export abstract class UsageReader {
  /** The numbers of the prompt in that range, grouped, in no order. A day that is merged counts in the range of its first hour. */
  abstract sums(
    prompt: { readonly tenantId: string; readonly id: string },
    range: HourRange,
    filter: UsageFilter,
    groups: ReadonlySet<UsageGroup>,
  ): Promise<UsageSum[]>;
  /** A page of the project's versions whose texts no caller got since that time. */
  abstract unusedSince(
    project: { readonly tenantId: string; readonly id: string },
    time: Date,
    query: ListQuery,
  ): Promise<Page<UnusedVersion>>;
  /** The times at which callers last got the texts of these versions, by the id of the version, without versions that were never used. */
  abstract lastUses(tenantId: string, versionIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** The slugs of these prompts, by id. */
  abstract promptSlugs(tenantId: string, promptIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
