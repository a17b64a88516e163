import type { Health, PartHealth } from '#platform/http/health';
import { observe } from '#platform/observability/metrics';
import type { Database } from '#platform/persistence/database';
import type { Trouble } from '#platform/persistence/database-condition';

/** Shows the condition of the database as a part of the health and as metrics. */
export function showDatabase({ condition, reader }: Pick<Database, 'condition' | 'reader'>, health: Health): void {
  health.register('database', async () => {
    const away = (): PartHealth | null => partOf('away', 'down');
    const known = away();
    if (known) return known;
    try {
      await reader.query('SELECT 1');
    } catch (error) {
      // The query ends when the server becomes unavailable meanwhile.
      const lost = away();
      if (lost) return lost;
      throw error;
    }
    condition.look();
    return partOf('disk_full', 'degraded') ?? partOf('busy', 'degraded') ?? { status: 'up' };
  });
  observe('japm.database.away', 'Whether the database does not answer', isThere('away'));
  observe('japm.database.disk_full', 'Whether the last change found the disk of the database full', isThere('disk_full'));

  function partOf(trouble: Trouble, status: PartHealth['status']): PartHealth | null {
    const message = condition.reasonOf(trouble);
    return message === null ? null : { status, message };
  }
  function isThere(trouble: Trouble): () => Promise<number> {
    return () => Promise.resolve(condition.reasonOf(trouble) === null ? 0 : 1);
  }
}
