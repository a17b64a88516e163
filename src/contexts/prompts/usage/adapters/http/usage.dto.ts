import type { VersionStatus } from '../../../text/domain/text-version';
import type { ShownUnusedVersion } from '../../application/read-unused-versions';
import type { UsageReport } from '../../application/read-usage';
import type { AccessKind } from '../../domain/access';
import { HOUR_MS } from '../../domain/counted-access';
import { totalOf, type UsageBucket, type UsageCounts } from '../../domain/usage-report';

export interface UsageCountsDto {
  /**
   * Sum of the others.
   * @example 42
   */
  total: number;
  /**
   * Requests that got the text.
   * @example 30
   */
  served: number;
  /**
   * Requests that were answered with 304, because the client has the text.
   * @example 10
   */
  notModified: number;
  /**
   * Requests that reached the version and got no text, for example because values of variables were missing.
   * @example 2
   */
  failed: number;
}

export interface UsageEnvironmentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * Null when the environment was deleted.
   * @example "production"
   */
  name: string | null;
}

export interface UsageCallerDto {
  /** @example "api_key" */
  type: 'api_key' | 'user';
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * Null when the user or key was deleted.
   * @example "mail service"
   */
  name: string | null;
  /** The readable beginning of an API key; null for a user. */
  prefix: string | null;
}

/** One group of accesses. Members that `groupBy` does not name are absent. */
export interface UsageBucketDto extends UsageCountsDto {
  /** Beginning of the hour or the day. */
  start?: Date;
  /**
   * Length in hours: 1 or 24. Old hours are merged to days and come as such.
   * @example 24
   */
  hours?: number;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId?: string;
  /** @example "1.0.0" */
  versionTag?: string;
  /** Null: the requests named a version and no environment. */
  environment?: UsageEnvironmentDto | null;
  /**
   * Language of the text; null where a request failed before it was known.
   * @example "en-US"
   */
  language?: string | null;
  /** Null stands for all callers that you may not see. */
  caller?: UsageCallerDto | null;
  /** @example "resolve" */
  kind?: AccessKind;
}

export interface UsageReportDto {
  /** Beginning of the first hour. */
  from: Date;
  /** End of the last hour. */
  to: Date;
  /** Of all buckets, those of other pages included. */
  totals: UsageCountsDto;
  /** By time; of the same time those with the most accesses first. */
  buckets: UsageBucketDto[];
}

export interface UnusedVersionDto {
  /**
   * Slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "en-US" */
  languageCode: string;
  /** @example "draft" */
  status: VersionStatus;
  /** Whether the version is active, so that callers may be given it. */
  active: boolean;
  /** Environments that point at the version, within your reach. */
  environments: { id: string; name: string }[];
  /** When the text was given last, alone or inside of another prompt; null: never since usage is counted. */
  lastUsedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const countsDto = (counts: UsageCounts): UsageCountsDto => ({
  total: totalOf(counts),
  served: counts.served,
  notModified: counts.not_modified,
  failed: counts.failed,
});

/** The report with these of its buckets. */
export const usageReportDto = (report: UsageReport, buckets: readonly UsageBucket[]): UsageReportDto => ({
  from: new Date(report.range.from * HOUR_MS),
  to: new Date(report.range.to * HOUR_MS),
  totals: countsDto(report.totals),
  buckets: buckets.map((each) => bucketDto(report, each)),
});

function bucketDto({ environments, callers }: UsageReport, { key, versionTag, counts }: UsageBucket): UsageBucketDto {
  const { hour, hours, versionId, environmentId, language, caller, kind } = key;
  return {
    ...(hour !== undefined && { start: new Date(hour * HOUR_MS) }),
    ...(hours !== undefined && { hours }),
    ...(versionId !== undefined && { versionId, versionTag: versionTag ?? '' }),
    ...(environmentId !== undefined && {
      environment: environmentId === null ? null : { id: environmentId, name: environments.get(environmentId)?.name ?? null },
    }),
    ...(language !== undefined && { language }),
    ...(caller !== undefined && { caller: caller && callerDto(callers, caller.id) }),
    ...(kind !== undefined && { kind }),
    ...countsDto(counts),
  };
}

function callerDto(callers: UsageReport['callers'], id: string): UsageCallerDto | null {
  const caller = callers.get(id);
  if (!caller) return null;
  return { type: caller.kind === 'key' ? 'api_key' : 'user', id, name: caller.name, prefix: caller.prefix };
}

export const unusedVersionDto = (version: ShownUnusedVersion): UnusedVersionDto => ({
  promptId: version.prompt,
  versionId: version.id,
  versionTag: version.versionTag,
  languageCode: version.languageCode,
  status: version.status,
  active: version.status === 'active',
  environments: version.environments.map(({ id, name }) => ({ id, name })),
  lastUsedAt: version.lastUsedAt,
  createdAt: version.createdAt,
  updatedAt: version.updatedAt,
});
