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

  it('takes its own fields of what has more', () => {
    const more = { ...NOT_LISTED, id: 'x' };
    expect(Listing.of(more).state).toEqual(NOT_LISTED);
  });
});
