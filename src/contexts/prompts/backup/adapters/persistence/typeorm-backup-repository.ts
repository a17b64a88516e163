import type { PersistenceSession } from '#platform/persistence/persistence-session';
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
    await this.session.guarded({ uq_backup_file: () => new BackupTaken(state.fileName) }, () =>
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
    return row?.document ?? null;
  }
}
