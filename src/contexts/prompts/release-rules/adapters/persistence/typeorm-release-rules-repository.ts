import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { NotFound, StaleRevision } from '#shared/errors';
import { ReleaseRulesRepository } from '../../application/release-rules-repository.port';
import { ReleaseRules, type ReleaseRulesState } from '../../domain/release-rules';
import { ReleaseRulesTable, type ReleaseRulesRow } from './release-rules.table';

export class TypeOrmReleaseRulesRepository extends ReleaseRulesRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async save({ state }: ReleaseRules): Promise<void> {
    const { after, updatedAt, ...more } = state;
    const row = { ...more, afterEnvironmentId: after, updatedAt: updatedAt ?? new Date(0) };
    const { tenantId, environmentId, revision } = state;
    const stale = (): Error => new StaleRevision('Release rules', environmentId);
    if (revision === 1) {
      await this.session.guarded({ PRIMARY: stale, fk_release_rules_environment: () => new NotFound('Environment', null) }, () =>
        this.session.writer.createQueryBuilder().insert().into(ReleaseRulesTable).values(row).updateEntity(false).execute(),
      );
      return;
    }
    const result = await this.session.writer
      .getRepository(ReleaseRulesTable)
      .update({ tenantId, environmentId, revision: revision - 1 }, row);
    if (result.affected === 0) throw stale();
  }

  async find(tenantId: string, environmentId: string): Promise<ReleaseRules | null> {
    const row = await this.session.reader.getRepository(ReleaseRulesTable).findOneBy({ tenantId, environmentId });
    return row && ReleaseRules.restore(stateOf(row));
  }

  followers(tenantId: string, environmentId: string): Promise<number> {
    return this.session.reader.getRepository(ReleaseRulesTable).countBy({ tenantId, afterEnvironmentId: environmentId });
  }
}

const stateOf = ({ afterEnvironmentId, establishedApprovers, changesNeedApproval, ...row }: ReleaseRulesRow): ReleaseRulesState =>
  ({
    ...row,
    establishedApprovers: establishedApprovers ?? false,
    changesNeedApproval: changesNeedApproval ?? false,
    after: afterEnvironmentId,
  }) as unknown as ReleaseRulesState;
