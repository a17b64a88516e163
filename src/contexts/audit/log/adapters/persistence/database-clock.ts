import type { EntityManager } from 'typeorm';

/** The SQL for the database's own clock in epoch microseconds, which all relays share. */
export const databaseNowUs = (manager: EntityManager): string =>
  manager.dataSource.options.type === 'mysql'
    ? 'CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)'
    : "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)";
