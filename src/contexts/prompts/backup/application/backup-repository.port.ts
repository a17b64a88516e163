import type { Backup, BackupEntry } from '../domain/backup';

export abstract class BackupRepository {
  /** Throws BackupTaken when there is one of the same prompt and moment. */
  abstract add(backup: Backup): Promise<void>;
  /** What the document of a prompt has at least, in bytes: all its texts, and something for each. No text is read for it. */
  abstract leastSize(tenantId: string, promptId: string): Promise<number>;
  /** Newest first, without the documents. */
  abstract list(tenantId: string, projectId: string): Promise<BackupEntry[]>;
  /** The document, as JSON; null when there is none of that name. */
  abstract document(tenantId: string, projectId: string, fileName: string): Promise<string | null>;
}
