import type { VersionStatus } from './text-version';

/** The statuses of versions that are served when a request names none, the preferred one first. */
export const SERVED_STATUSES: readonly VersionStatus[] = ['active', 'draft'];

/**
 * The version that is served where neither a tag nor an environment names one, of a prompt and of an asset alike: the newest active
 * one, else the newest draft. `newestFirst`: all versions of one prompt or asset, or those that are not archived.
 */
export function servedVersion<V extends { readonly status: VersionStatus }>(newestFirst: readonly V[]): V | undefined {
  for (const status of SERVED_STATUSES) {
    const newest = newestFirst.find((each) => each.status === status);
    if (newest) return newest;
  }
  return undefined;
}
