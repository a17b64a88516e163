import type { ReleaseRules } from '../domain/release-rules';

export abstract class ReleaseRulesRepository {
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract save(rules: ReleaseRules): Promise<void>;
  /** The rules; null when none was ever turned on. */
  abstract find(tenantId: string, environmentId: string): Promise<ReleaseRules | null>;
  /** The environments whose rules require this one before them. */
  abstract followers(tenantId: string, environmentId: string): Promise<number>;
}
