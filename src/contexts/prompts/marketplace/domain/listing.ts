export type MarketplaceStatus = 'NOT_PUBLISHED' | 'PENDING_APPROVAL' | 'PUBLISHED' | 'REJECTED';

/** How a version of a prompt or asset stands with the marketplace. The names are those of state, columns and answers alike. */
export interface ListingState {
  readonly marketplaceStatus: MarketplaceStatus;
  readonly marketplaceRequestedAt: Date | null;
  readonly marketplaceApprovedAt: Date | null;
  readonly marketplacePublishedAt: Date | null;
  /** Id of the user who asked for it. */
  readonly marketplaceRequesterId: string | null;
  /** Id of the user who approved it; null where no approval was needed. */
  readonly marketplaceApproverId: string | null;
  readonly marketplaceRejectionReason: string | null;
}

export const NOT_LISTED: ListingState = {
  marketplaceStatus: 'NOT_PUBLISHED',
  marketplaceRequestedAt: null,
  marketplaceApprovedAt: null,
  marketplacePublishedAt: null,
  marketplaceRequesterId: null,
  marketplaceApproverId: null,
  marketplaceRejectionReason: null,
};

export class Listing {
  private constructor(readonly state: ListingState) {}

  /** The listing of whatever has these fields, and no more than them. */
  static of(holder: ListingState): Listing {
    const names = Object.keys(NOT_LISTED) as (keyof ListingState)[];
    return new Listing(Object.fromEntries(names.map((each) => [each, holder[each]])) as unknown as ListingState);
  }

  /** Published, or pending where the tenant wants approvals; forgets an earlier approval or rejection. The same object when it is either already. */
  requestPublish(requiresApproval: boolean, by: string, now: Date): Listing {
    const { marketplaceStatus } = this.state;
    if (marketplaceStatus === 'PENDING_APPROVAL' || marketplaceStatus === 'PUBLISHED') return this;
    return new Listing({
      ...NOT_LISTED,
      marketplaceStatus: requiresApproval ? 'PENDING_APPROVAL' : 'PUBLISHED',
      marketplaceRequestedAt: now,
      marketplacePublishedAt: requiresApproval ? null : now,
      marketplaceRequesterId: by,
    });
  }

  /** A request that waits is taken back: what is approved is what was asked for. The same object in any other state. */
  contentChanged(): Listing {
    return this.state.marketplaceStatus === 'PENDING_APPROVAL' ? this.unpublish() : this;
  }

  /** Not published, without times and people; the same object when it is so already. */
  unpublish(): Listing {
    return this.state.marketplaceStatus === 'NOT_PUBLISHED' ? this : new Listing(NOT_LISTED);
  }
}
