import type { EntityManager } from 'typeorm';

/** SQL for the database's own clock in epoch microseconds: the one clock that all relays share. */
export const databaseNowUs = (manager: EntityManager): string =>
  manager.dataSource.options.type === 'mysql'
    ? 'CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)'
    : "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)";
