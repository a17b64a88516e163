import { In, IsNull, LessThanOrEqual } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { IdempotencyKeyTable, type IdempotencyKeyRow, type StoredResponse } from './idempotency-key.table';

export type Reservation = Omit<IdempotencyKeyRow, 'answer'>;
type Owned = Pick<IdempotencyKeyRow, 'tenantId' | 'scope' | 'owner'>;
type Stale = Owned & Pick<IdempotencyKeyRow, 'expiresAt'>;

const BATCH_SIZE = 500;

class Taken extends Error {}

/** The rows of keys. All but {@link find} write, and need a unit of work. */
export class IdempotencyStore {
  constructor(private readonly session: PersistenceSession) {}

  find(tenantId: string, scope: string): Promise<IdempotencyKeyRow | null> {
    return this.session.reader.getRepository(IdempotencyKeyTable).findOneBy({ tenantId, scope });
  }

  /** Whether the row is ours now; false when there is one already. */
  async reserve(reservation: Reservation): Promise<boolean> {
    const insert = (): Promise<unknown> =>
      this.session.writer
        .createQueryBuilder()
        .insert()
        .into(IdempotencyKeyTable)
        .values({ ...reservation, answer: null })
        .updateEntity(false)
        .execute();
    try {
      await this.session.guarded({ PRIMARY: () => new Taken() }, insert);
      return true;
    } catch (error) {
      if (error instanceof Taken) return false;
      throw error;
    }
  }

  /** As {@link reserve}, in the place of a row whose lease or time is out; false when it was answered or taken meanwhile. */
  async takeOver(stale: Stale, { contentHmac, owner, leaseUntil, expiresAt }: Reservation, now: Date): Promise<boolean> {
    const { tenantId, scope } = stale;
    const outOfTime = stale.expiresAt <= now ? { expiresAt: LessThanOrEqual(now) } : { answer: IsNull() };
    const result = await this.session.writer
      .getRepository(IdempotencyKeyTable)
      .update({ tenantId, scope, owner: stale.owner, ...outOfTime }, { contentHmac, owner, leaseUntil, expiresAt, answer: null });
    return result.affected !== 0;
  }

  /** Whether the row was still ours. */
  async complete({ tenantId, scope, owner }: Owned, answer: StoredResponse): Promise<boolean> {
    const result = await this.session.writer.getRepository(IdempotencyKeyTable).update({ tenantId, scope, owner }, { answer });
    return result.affected !== 0;
  }

  /** Nothing came of the request: the key is free again. */
  async release({ tenantId, scope, owner }: Owned): Promise<void> {
    await this.session.writer.getRepository(IdempotencyKeyTable).delete({ tenantId, scope, owner, answer: IsNull() });
  }

  /** Removes some of what is past its time; whether there may be more. */
  async purge(now: Date): Promise<boolean> {
    const rows = this.session.writer.getRepository(IdempotencyKeyTable);
    const isOld = { expiresAt: LessThanOrEqual(now) };
    const old = await rows.find({ select: { tenantId: true, scope: true }, where: isOld, take: BATCH_SIZE });
    // Of a key that two tenants have both rows go, when both are old.
    if (old.length > 0) {
      const [tenants, scopes] = [old.map((each) => each.tenantId), old.map((each) => each.scope)];
      await rows.delete({ tenantId: In([...new Set(tenants)]), scope: In([...new Set(scopes)]), ...isOld });
    }
    return old.length === BATCH_SIZE;
  }
}
