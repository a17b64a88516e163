import { DomainError, NotFound } from '#shared/errors';
import type { ExportDocument } from './export-document';

/** An entry in a list of backups. */
export interface BackupEntry {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  /** The slug of the prompt, which may be deleted. */
  readonly promptSlug: string;
  readonly promptName: string;
  /** The name of the backup, unique in the project. It is not a path. */
  readonly fileName: string;
  /** The size of the document, in bytes. */
  readonly size: number;
  /** The id of the user. */
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface BackupState extends BackupEntry {
  /** The document as JSON. */
  readonly document: string;
}

/** The maximum size of a document, which is the maximum of the database column. */
const MAX_BYTES = 16 * 1024 * 1024 - 1;

/** A stored export of a prompt. It never changes. */
export class Backup {
  private constructor(readonly state: BackupState) {}

  /** Throws DomainError (too_large). Call it before the prompt is read, and again with the document. */
  static requireRoom(promptSlug: string, size: number): void {
    if (size > MAX_BYTES)
      throw new DomainError(
        'too_large',
        'prompts.backup_too_large',
        `Prompt '${promptSlug}' makes at least ${size} bytes; a backup has at most ${MAX_BYTES}`,
      );
  }

  static of(document: ExportDocument, input: Pick<BackupEntry, 'id' | 'tenantId' | 'projectId' | 'createdBy'>): Backup {
    const { prompt, backupMetadata } = document;
    const json = JSON.stringify(document);
    const size = Buffer.byteLength(json);
    Backup.requireRoom(prompt.id, size);
    const createdAt = backupMetadata.timestamp;
    const fileName = `${prompt.id}-${createdAt.toISOString().replaceAll(':', '-')}.json`;
    return new Backup({ ...input, promptSlug: prompt.id, promptName: prompt.name, fileName, size, createdAt, document: json });
  }
}

export class BackupNotFound extends NotFound {
  constructor(fileName: string) {
    super('Backup', fileName);
  }
}

export class BackupTaken extends DomainError {
  constructor(fileName: string) {
    super('conflict', 'prompts.backup_taken', `Backup '${fileName}' already exists; try again`);
  }
}
