import type { MarketplaceStatus } from '../../marketplace/domain/listing';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { TextVersion, TextVersionState } from '../domain/text-version';

/** A published version without its text. */
export type PublishedHead = Pick<TextVersionState, 'id' | 'parentId' | 'createdAt'>;

/** A version that waits for the review of its publication, without its text. */
export interface PendingHead extends Pick<
  TextVersionState,
  'id' | 'projectId' | 'parentId' | 'versionTag' | 'languageCode' | 'contentHash'
> {
  readonly marketplaceRequestedAt: Date;
  readonly marketplaceRequesterId: string | null;
}

/** Oldest request first. */
export const PENDING_LIST: ListRules<PendingHead> = {
  sort: { requestedAt: 'marketplaceRequestedAt' },
  order: 'requestedAt',
  tie: 'id',
  search: [],
  filters: { kind: ['prompt', 'asset'] },
};

/** The versions of one kind of text as the marketplace of a tenant sees them, whatever their projects. */
export abstract class TextListings {
  /** All published versions in the order of creation, some hundred at a time. `languageCode`: see MarketQuery. */
  abstract published(
    tenantId: string,
    asked: { readonly languageCode: string | null; readonly descending: boolean },
  ): AsyncIterable<readonly PublishedHead[]>;
  /** Those of the versions that are published now, in no order. Refuses (Invalid) more bytes than one response may have. */
  abstract shown(tenantId: string, ids: readonly string[]): Promise<TextVersion[]>;
  /** The version of that tag, if it is published now. */
  abstract findPublished(tenantId: string, parentId: string, versionTag: string): Promise<TextVersion | null>;
  /** The pending requests in these projects. */
  abstract pending(tenantId: string, projectIds: ReadonlySet<string>, query: ListQuery): Promise<Page<PendingHead>>;
  abstract count(tenantId: string, status: MarketplaceStatus): Promise<number>;
}
