import type { EntityManager } from 'typeorm';

interface Turn {
  readonly turn?: () => string;
  readonly lockedBy?: () => string;
}

/**
 * What the first UPDATE of every transaction that locks the head of the log writes beside its own values, so that another
 * relay can tell whose transaction it is. SQLite has one process, and no other that could wait.
 */
export const turnOf = (manager: EntityManager): Turn =>
  manager.dataSource.options.type === 'mysql' ? { turn: () => 'COALESCE(turn, 0) + 1', lockedBy: () => 'CONNECTION_ID()' } : {};
