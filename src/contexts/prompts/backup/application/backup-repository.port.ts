import type { Backup, BackupEntry } from '../domain/backup';

export abstract class BackupRepository {
  /** Throws BackupTaken when there is one of the same prompt and time. */
  abstract add(backup: Backup): Promise<void>;
  /** The minimum size of a prompt's document in bytes: all its texts, and an overhead for each. It reads no text. */
  abstract leastSize(tenantId: string, promptId: string): Promise<number>;
  /** The backups, newest first, without their documents. */
  abstract list(tenantId: string, projectId: string): Promise<BackupEntry[]>;
  /** The document as JSON; null when there is none with that name. */
  abstract document(tenantId: string, projectId: string, fileName: string): Promise<string | null>;
}
