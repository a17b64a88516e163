import type { BackupEntry } from '../../domain/backup';

export interface BackUpPromptDto {
  /**
   * Why the prompt is about to go; stands in the document.
   * @example "Replaced by another prompt"
   */
  deletionReason?: string | null;
  /** Accepted; nothing executes prompts yet, so there are none. */
  includeExecutionLogs?: boolean | null;
  /**
   * At most so many executions, the latest; 50 when not given.
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
   * Bytes of the document.
   * @example 20480
   */
  size: number;
  createdAt: Date;
  /**
   * Slug of the prompt, which may be gone.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "Order Mail" */
  promptName: string;
}

export interface BackupListDto {
  /** Newest first. */
  backups: BackupDto[];
  /** @example 1 */
  totalBackups: number;
  /**
   * Bytes of all documents.
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
