import { DomainError, StaleRevision } from '#shared/errors';

/**
 * Adds to a refusal the item that cannot be released. A concurrent change by another client is not the fault of the item: the release may
 * be tried again.
 */
export async function unlessRefused(release: () => Promise<unknown>, refusal: (reason: string) => DomainError): Promise<void> {
  try {
    await release();
  } catch (error) {
    throw error instanceof DomainError && !(error instanceof StaleRevision) ? refusal(error.message) : error;
  }
}
