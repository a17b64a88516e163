import type { Backup, BackupEntry } from '../domain/backup';

export abstract class BackupRepository {
  /** Throws BackupTaken when there is one of the same prompt and moment. */
  abstract add(backup: Backup): Promise<void>;
  /** Newest first, without the documents. */
  abstract list(tenantId: string, projectId: string): Promise<BackupEntry[]>;
  /** The document, as JSON; null when there is none of that name. */
  abstract document(tenantId: string, projectId: string, fileName: string): Promise<string | null>;
}
