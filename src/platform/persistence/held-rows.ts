import type { EntityManager } from 'typeorm';
import type { Counts } from '#shared/audit';

/**
 * Counts rows and locks them until the transaction ends, one kind after the other in the given order. Parents come first, so that nobody adds
 * children that the next count misses. `kinds` has the texts after FROM; all of them take the same parameters.
 */
export async function heldRows(
  manager: EntityManager,
  kinds: Readonly<Record<string, string>>,
  parameters: readonly string[],
): Promise<Counts> {
  // SQLite has no row locks and needs none, because only one transaction at a time writes.
  const locking = manager.dataSource.options.type === 'mysql' ? ' FOR UPDATE' : '';
  const counts: Record<string, number> = {};
  for (const [kind, rows] of Object.entries(kinds)) {
    const [row] = await manager.query<{ found: number | string }[]>(`SELECT COUNT(*) AS found FROM ${rows}${locking}`, [...parameters]);
    counts[kind] = Number(row?.found ?? 0);
  }
  return counts;
}
