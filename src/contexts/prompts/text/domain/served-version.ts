import type { VersionStatus } from './text-version';

/** The statuses of versions that are served if a request names none; the preferred one comes first. */
export const SERVED_STATUSES: readonly VersionStatus[] = ['active', 'draft'];

/**
 * The version that is served if neither a tag nor an environment names one, for prompts and assets alike: the newest active version, or
 * else the newest draft. `newestFirst`: all versions of one prompt or asset, or those that are not archived.
 */
export function servedVersion<V extends { readonly status: VersionStatus }>(newestFirst: readonly V[]): V | undefined {
  for (const status of SERVED_STATUSES) {
    const newest = newestFirst.find((each) => each.status === status);
    if (newest) return newest;
  }
  return undefined;
}
