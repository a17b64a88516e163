import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { NotFound } from '#shared/errors';
import { BackupRepository } from '../../application/backup-repository.port';
import { BackupTaken, type Backup, type BackupEntry } from '../../domain/backup';
import { BackupTable } from './backup.table';

const ENTRY = {
  id: true,
  tenantId: true,
  projectId: true,
  promptSlug: true,
  promptName: true,
  fileName: true,
  size: true,
  createdBy: true,
  createdAt: true,
} as const;

export class TypeOrmBackupRepository extends BackupRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Backup): Promise<void> {
    const refused = { uq_backup_file: () => new BackupTaken(state.fileName), fk_backup_project: () => new NotFound('Project', null) };
    await this.session.guarded(refused, () =>
      this.session.writer.createQueryBuilder().insert().into(BackupTable).values(state).updateEntity(false).execute(),
    );
  }

  list(tenantId: string, projectId: string): Promise<BackupEntry[]> {
    return this.session.reader
      .getRepository(BackupTable)
      .find({ select: ENTRY, where: { tenantId, projectId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  async document(tenantId: string, projectId: string, fileName: string): Promise<string | null> {
    const row = await this.session.reader.getRepository(BackupTable).findOneBy({ tenantId, projectId, fileName });
    // MySQL does not tell 'a' from 'a '.
    return row?.fileName === fileName ? row.document : null;
  }
}
