import type { Access, AccessedVersion, AccessKind, AccessOutcome } from './access';

export const HOUR_MS = 3_600_000;
export const HOURS_OF_DAY = 24;

/** The accesses of one hour that have the same properties. */
export interface CountedAccess {
  readonly version: AccessedVersion;
  /** Hours since 1970-01-01T00:00:00Z. */
  readonly hour: number;
  readonly kind: AccessKind;
  readonly outcome: AccessOutcome;
  readonly caller: Caller;
  readonly environmentId: string | null;
  readonly language: string | null;
  readonly count: number;
}

/** The caller: an API key, or a user with a token. */
export interface Caller {
  readonly kind: 'key' | 'user';
  readonly id: string;
}

/** A version whose text a caller got, alone or inside the text of another prompt. */
export interface VersionUse {
  readonly tenantId: string;
  readonly versionId: string;
  readonly at: Date;
}

export const callerOf = ({ id, apiKeyId }: Access['actor']): Caller =>
  apiKeyId === null ? { kind: 'user', id } : { kind: 'key', id: apiKeyId };

export const sumOf = (counts: readonly CountedAccess[]): number => counts.reduce((sum, { count }) => sum + count, 0);
