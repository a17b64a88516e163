import { IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { NotFound } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { POINTER_HISTORY_LIST, PointerHistory, type ReleasedContent } from '../../application/pointer-history.port';
import type { EnvironmentMove, PointerInterval } from '../../domain/pointer-history';
import { EnvironmentMoveTable, PointerHistoryTable } from './pointer-history.table';

const BY_NAME = { entityName: 'ASC', id: 'ASC' } as const;

export class TypeOrmPointerHistory extends PointerHistory {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async advance({ tenantId, environmentId }: { tenantId: string; environmentId: string }, now: Date): Promise<EnvironmentMove> {
    const key = { tenantId, environmentId };
    if (!(await this.#counted(key))) {
      const first = { ...key, moves: 0, movedAt: now };
      const gone = (): Error => new NotFound('Environment', null);
      await this.session.guarded({ fk_environment_move: gone }, () =>
        this.session.writer.createQueryBuilder().insert().into(EnvironmentMoveTable).values(first).orIgnore().updateEntity(false).execute(),
      );
      if (!(await this.#counted(key))) throw gone();
    }
    const heads = this.session.writer.getRepository(EnvironmentMoveTable);
    const { moves, movedAt } = await heads.findOneByOrFail(key);
    // The clocks of two processes differ; intervals must not run backwards.
    const at = movedAt > now ? movedAt : now;
    if (at > movedAt) await heads.update(key, { movedAt: at });
    return { number: moves, at };
  }

  async end(tenantId: string, environmentId: string, entityId: string, { number, at }: EnvironmentMove): Promise<void> {
    await this.session.writer
      .getRepository(PointerHistoryTable)
      .update({ tenantId, environmentId, entityId, toMove: IsNull() }, { validTo: at, toMove: number });
  }

  async endAll(tenantId: string, environmentId: string, { number, at }: EnvironmentMove): Promise<void> {
    await this.session.writer
      .getRepository(PointerHistoryTable)
      .update({ tenantId, environmentId, toMove: IsNull() }, { validTo: at, toMove: number });
  }

  async begin(interval: PointerInterval): Promise<void> {
    await this.session.writer.createQueryBuilder().insert().into(PointerHistoryTable).values(interval).updateEntity(false).execute();
  }

  after(tenantId: string, environmentId: string, move: number): Promise<PointerInterval[]> {
    const begun = { tenantId, environmentId, fromMove: LessThanOrEqual(move) };
    return this.#find([
      { ...begun, toMove: IsNull() },
      { ...begun, toMove: MoreThan(move) },
    ]);
  }

  asOf(tenantId: string, environmentId: string, time: Date): Promise<PointerInterval[]> {
    const begun = { tenantId, environmentId, validFrom: LessThanOrEqual(time) };
    return this.#find([
      { ...begun, validTo: IsNull() },
      { ...begun, validTo: MoreThan(time) },
    ]);
  }

  async everIn(tenantId: string, environmentId: string, versionIds: readonly string[]): Promise<ReleasedContent[]> {
    if (versionIds.length === 0) return [];
    return this.session.reader.getRepository(PointerHistoryTable).find({
      select: { tenantId: true, id: true, versionId: true, contentHash: true },
      where: { tenantId, environmentId, versionId: among(this.session.reader, versionIds) },
    });
  }

  page(tenantId: string, environmentId: string, query: ListQuery): Promise<Page<PointerInterval>> {
    const rows = this.session.reader.createQueryBuilder(PointerHistoryTable, 'interval_').where({ tenantId, environmentId });
    return pageOf(rows, POINTER_HISTORY_LIST, query);
  }

  async #counted(key: { tenantId: string; environmentId: string }): Promise<boolean> {
    const result = await this.session.writer.getRepository(EnvironmentMoveTable).increment(key, 'moves', 1);
    return result.affected !== 0;
  }

  #find(where: object[]): Promise<PointerInterval[]> {
    return this.session.reader.getRepository(PointerHistoryTable).find({ where, order: BY_NAME });
  }
}
