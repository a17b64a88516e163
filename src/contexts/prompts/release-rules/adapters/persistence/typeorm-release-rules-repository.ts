import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { NotFound, StaleRevision } from '#shared/errors';
import { ReleaseRulesRepository } from '../../application/release-rules-repository.port';
import { ReleaseRules, type ReleaseRulesState } from '../../domain/release-rules';
import { ReleaseRulesTable, type ReleaseRulesRow } from './release-rules.table';

export class TypeOrmReleaseRulesRepository extends ReleaseRulesRepository {
  readonly #rules: TableStore<ReleaseRulesRow, ReleaseRules>;

  constructor(session: PersistenceSession) {
    super();
    const stale = ({ environmentId }: ReleaseRulesRow): Error => new StaleRevision('Release rules', environmentId);
    this.#rules = session.store(ReleaseRulesTable, {
      restore: (row) => ReleaseRules.restore(stateOf(row)),
      stale,
      constant: [],
      taken: { PRIMARY: stale, fk_release_rules_environment: () => new NotFound('Environment', null) },
    });
  }

  save({ state }: ReleaseRules): Promise<void> {
    const { after, updatedAt, ...more } = state;
    const row = { ...more, afterEnvironmentId: after, updatedAt: updatedAt ?? new Date(0) };
    return row.revision === 1 ? this.#rules.insert(row) : this.#rules.update(row);
  }

  find(tenantId: string, environmentId: string): Promise<ReleaseRules | null> {
    return this.#rules.find({ tenantId, environmentId });
  }

  followers(tenantId: string, environmentId: string): Promise<number> {
    return this.#rules.count({ tenantId, afterEnvironmentId: environmentId });
  }
}

const stateOf = ({ afterEnvironmentId, establishedApprovers, changesNeedApproval, ...row }: ReleaseRulesRow): ReleaseRulesState =>
  ({
    ...row,
    establishedApprovers: establishedApprovers ?? false,
    changesNeedApproval: changesNeedApproval ?? false,
    after: afterEnvironmentId,
  }) as unknown as ReleaseRulesState;
