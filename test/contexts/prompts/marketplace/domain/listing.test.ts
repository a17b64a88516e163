import { Listing, NOT_LISTED } from '../../../../../src/contexts/prompts/marketplace/domain/listing';

const now = new Date('2026-01-01T00:00:00Z');
const rejected = Listing.of({
  ...NOT_LISTED,
  marketplaceStatus: 'REJECTED',
  marketplaceApproverId: 'ann',
  marketplaceApprovedAt: now,
  marketplaceRejectionReason: 'too long',
});

describe('a listing', () => {
  it('is published at once where no approval is wanted', () => {
    expect(Listing.of(NOT_LISTED).requestPublish(false, 'bo', now).state).toEqual({
      ...NOT_LISTED,
      marketplaceStatus: 'PUBLISHED',
      marketplaceRequestedAt: now,
      marketplacePublishedAt: now,
      marketplaceRequesterId: 'bo',
    });
  });

  it('waits where one is, and forgets an earlier rejection', () => {
    expect(rejected.requestPublish(true, 'bo', now).state).toEqual({
      ...NOT_LISTED,
      marketplaceStatus: 'PENDING_APPROVAL',
      marketplaceRequestedAt: now,
      marketplaceRequesterId: 'bo',
    });
  });

  it('stays what it is when it is asked for twice', () => {
    for (const requiresApproval of [true, false]) {
      const listed = Listing.of(NOT_LISTED).requestPublish(requiresApproval, 'bo', now);
      expect(listed.requestPublish(!requiresApproval, 'cy', now)).toBe(listed);
    }
  });

  it('keeps no times and no people when it is taken off', () => {
    expect(rejected.unpublish().state).toEqual(NOT_LISTED);
    const none = Listing.of(NOT_LISTED);
    expect(none.unpublish()).toBe(none);
  });

  it('shows who approved and when, or who rejected and why', () => {
    const pending = Listing.of(NOT_LISTED).requestPublish(true, 'bo', now);
    const later = new Date('2026-01-02T00:00:00Z');
    expect(pending.approve('ann', later).state).toEqual({
      ...pending.state,
      marketplaceStatus: 'PUBLISHED',
      marketplaceApprovedAt: later,
      marketplacePublishedAt: later,
      marketplaceApproverId: 'ann',
    });
    expect(pending.reject('ann', 'too long').state).toEqual({
      ...pending.state,
      marketplaceStatus: 'REJECTED',
      marketplaceApproverId: 'ann',
      marketplaceRejectionReason: 'too long',
    });
  });

  it('asks again when a published translation changes where approvals are required, and only there', () => {
    const published = Listing.of(NOT_LISTED).requestPublish(true, 'bo', now).approve('ann', now);
    expect(published.translated(false, 'cy', now)).toBe(published);
    expect(published.translated(true, 'cy', now).state).toEqual(Listing.of(NOT_LISTED).requestPublish(true, 'cy', now).state);
    expect(Listing.of(NOT_LISTED).requestPublish(true, 'bo', now).translated(true, 'cy', now).state).toEqual(NOT_LISTED);
    expect(rejected.translated(true, 'cy', now)).toBe(rejected);
  });

  it('takes its own fields of what has more', () => {
    const more = { ...NOT_LISTED, id: 'x' };
    expect(Listing.of(more).state).toEqual(NOT_LISTED);
  });
});
