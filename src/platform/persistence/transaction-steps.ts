/** The effect of a statement on the transaction of its connection. */
export type TransactionStep = 'begin' | 'commit' | 'rollback' | 'savepoint' | 'statement';

const STEPS: Readonly<Record<string, TransactionStep>> = {
  BEGIN: 'begin',
  START: 'begin',
  COMMIT: 'commit',
  ROLLBACK: 'rollback',
  SAVEPOINT: 'savepoint',
  RELEASE: 'savepoint',
};

export const stepOf = (sql: string): TransactionStep => {
  const [, word] = /^(BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/u.exec(sql) ?? [];
  if (word === undefined) return 'statement';
  return sql.startsWith('ROLLBACK TO') ? 'savepoint' : (STEPS[word] ?? 'statement');
};

/** The connection is not in the state that its statements must have left, so nothing that it acknowledges can be trusted. */
export class UnprovenTransaction extends Error {
  override readonly name = 'UnprovenTransaction';
}

export const isUnproven = (error: unknown): boolean =>
  error instanceof UnprovenTransaction || (error as { driverError?: unknown } | null)?.driverError instanceof UnprovenTransaction;

/** TypeORM uses savepoints when its count of open transactions is not zero. The following statements would never be committed. */
export const noSavepoints = (): UnprovenTransaction =>
  new UnprovenTransaction('a savepoint was asked for: the count of open transactions is wrong');
