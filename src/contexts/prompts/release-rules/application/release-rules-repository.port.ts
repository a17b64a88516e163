import type { ReleaseRules } from '../domain/release-rules';

export abstract class ReleaseRulesRepository {
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract save(rules: ReleaseRules): Promise<void>;
  /** Null: none was ever switched on. */
  abstract find(tenantId: string, environmentId: string): Promise<ReleaseRules | null>;
  /** The rules of which environments name this one as the one before. */
  abstract followers(tenantId: string, environmentId: string): Promise<number>;
}
