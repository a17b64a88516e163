import { DomainError, StaleRevision } from '#shared/errors';

/**
 * Says of which item it is that it cannot be released. Somebody else's change at the same time is no fault of the item: the release
 * may be tried again.
 */
export async function unlessRefused(release: () => Promise<unknown>, refusal: (reason: string) => DomainError): Promise<void> {
  try {
    await release();
  } catch (error) {
    throw error instanceof DomainError && !(error instanceof StaleRevision) ? refusal(error.message) : error;
  }
}
