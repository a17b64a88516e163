import type { BackupEntry } from '../../domain/backup';

export interface BackUpPromptDto {
  /**
   * The reason for the backup, which the document contains.
   * @example "Replaced by another prompt"
   */
  deletionReason?: string | null;
  /** Accepted and ignored: the texts of executions are not kept, so that `executionLogs` is always empty. */
  includeExecutionLogs?: boolean | null;
  /**
   * The maximum number of latest executions; the default is 50.
   * @isInt
   * @minimum 0
   * @maximum 10000
   * @example 50
   */
  executionLogsLimit?: number | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface BackupDto {
  /** @example "order-mail-2026-01-31T09-30-00.000Z.json" */
  fileName: string;
  /**
   * The size of the document, in bytes.
   * @example 20480
   */
  size: number;
  createdAt: Date;
  /**
   * The slug of the prompt, which may be deleted.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "Order Mail" */
  promptName: string;
}

export interface BackupListDto {
  /** The entries, newest first. */
  backups: BackupDto[];
  /** @example 1 */
  totalBackups: number;
  /**
   * The size of all documents, in bytes.
   * @example 20480
   */
  totalSize: number;
}

export function backupListDto(entries: readonly BackupEntry[]): BackupListDto {
  return {
    backups: entries.map(({ fileName, size, createdAt, promptSlug: promptId, promptName }) => ({
      fileName,
      size,
      createdAt,
      promptId,
      promptName,
    })),
    totalBackups: entries.length,
    totalSize: entries.reduce((sum, { size }) => sum + size, 0),
  };
}
