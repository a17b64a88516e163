export type MarketplaceStatus = 'NOT_PUBLISHED' | 'PENDING_APPROVAL' | 'PUBLISHED' | 'REJECTED';

/** The marketplace listing of a version of a prompt or asset. State, columns and responses have the same names. */
export interface ListingState {
  readonly marketplaceStatus: MarketplaceStatus;
  readonly marketplaceRequestedAt: Date | null;
  readonly marketplaceApprovedAt: Date | null;
  readonly marketplacePublishedAt: Date | null;
  /** The id of the requester. */
  readonly marketplaceRequesterId: string | null;
  /** The id of the user who approved or rejected; null when no approval was necessary. */
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

  /** The listing of an object with these fields, without its other fields. */
  static of(holder: ListingState): Listing {
    const names = Object.keys(NOT_LISTED) as (keyof ListingState)[];
    return new Listing(Object.fromEntries(names.map((each) => [each, holder[each]])) as unknown as ListingState);
  }

  /**
   * Returns a published listing, or a pending one when the tenant requires approvals, without an earlier approval or rejection. Returns the
   * same object when it is either already.
   */
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

  /** Publishes what a pending request asks for. */
  approve(by: string, now: Date): Listing {
    const decided = { marketplaceApprovedAt: now, marketplacePublishedAt: now, marketplaceApproverId: by } as const;
    return new Listing({ ...this.state, marketplaceStatus: 'PUBLISHED', ...decided });
  }

  /** Refuses a pending request. */
  reject(by: string, reason: string): Listing {
    return new Listing({ ...this.state, marketplaceStatus: 'REJECTED', marketplaceApproverId: by, marketplaceRejectionReason: reason });
  }

  /** Withdraws a pending request, because only the requested content may be approved. Returns the same object in any other state. */
  contentChanged(): Listing {
    return this.state.marketplaceStatus === 'PENDING_APPROVAL' ? this.unpublish() : this;
  }

  /**
   * Withdraws a pending request, as {@link contentChanged}. Where the tenant requires approvals, a published listing becomes a request of the
   * user who changed the translation. Returns the same object in any other state.
   */
  translated(requiresApproval: boolean, by: string, now: Date): Listing {
    const isUnreviewed = requiresApproval && this.state.marketplaceStatus === 'PUBLISHED';
    return isUnreviewed ? this.unpublish().requestPublish(true, by, now) : this.contentChanged();
  }

  /** Returns an unpublished listing without times and users, or the same object when it is unpublished already. */
  unpublish(): Listing {
    return this.state.marketplaceStatus === 'NOT_PUBLISHED' ? this : new Listing(NOT_LISTED);
  }
}
