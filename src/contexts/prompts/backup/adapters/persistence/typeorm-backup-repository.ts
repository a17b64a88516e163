import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { NotFound } from '#shared/errors';
import { BackupRepository } from '../../application/backup-repository.port';
import { BackupTaken, type Backup, type BackupEntry, type BackupState } from '../../domain/backup';
import { BackupTable } from './backup.table';

const ENTRY = ['id', 'tenantId', 'projectId', 'promptSlug', 'promptName', 'fileName', 'size', 'createdBy', 'createdAt'] as const;

/** The minimum bytes besides each text in a document: ids, times and names of members. */
const BESIDE_A_TEXT = 200;
const lengthOf = (...columns: readonly string[]): string =>
  `SELECT SUM(${columns.map((each) => `COALESCE(OCTET_LENGTH(${each}), 0)`).join(' + ')} + ${BESIDE_A_TEXT}) AS bytes FROM`;
const OF_VERSION = 'prompts_translation t JOIN prompts_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id';
const OF_ASSET_VERSION = 'prompts_asset_translation t JOIN prompts_asset_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id';
const LENGTHS = [
  `${lengthOf('v.prompt_text', 'v.change_message')} prompts_version v`,
  `${lengthOf('t.prompt_text')} ${OF_VERSION}`,
  `${lengthOf('v.value', 'v.change_message')} prompts_asset_version v`,
  `${lengthOf('t.value')} ${OF_ASSET_VERSION}`,
].map((each) => `${each} WHERE v.tenant_id = ? AND v.prompt_id = ?`);

export class TypeOrmBackupRepository extends BackupRepository {
  readonly #backups: TableRows<BackupState>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#backups = session.rows(BackupTable, {
      uq_backup_file: ({ fileName }) => new BackupTaken(fileName),
      fk_backup_project: () => new NotFound('Project', null),
    });
  }

  add({ state }: Backup): Promise<void> {
    return this.#backups.insert(state);
  }

  async leastSize(tenantId: string, promptId: string): Promise<number> {
    const rows = await this.session.reader.query<{ readonly bytes: number | string | null }[]>(
      LENGTHS.join(' UNION ALL '),
      LENGTHS.flatMap(() => [tenantId, promptId]),
    );
    return rows.reduce((sum, { bytes }) => sum + Number(bytes ?? 0), 0);
  }

  list(tenantId: string, projectId: string): Promise<BackupEntry[]> {
    return this.#backups.pick({ tenantId, projectId }, ENTRY, { order: { createdAt: 'DESC', id: 'DESC' } });
  }

  async document(tenantId: string, projectId: string, fileName: string): Promise<string | null> {
    const row = await this.#backups.find({ tenantId, projectId, fileName });
    // MySQL compares 'a' and 'a ' as equal.
    return row?.fileName === fileName ? row.document : null;
  }
}
