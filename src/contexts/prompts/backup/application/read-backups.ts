import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { BackupNotFound, type BackupEntry } from '../domain/backup';
import { BACKUP_AUDIT, ONLY_REVISION } from '../domain/backup-audit';
import type { ExportDocument } from '../domain/export-document';
import type { BackupRepository } from './backup-repository.port';

/** Lists the backups of a project, and reads one, which the audit log records. */
export class ReadBackups {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly backups: BackupRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The entries, newest first. */
  async list(actor: Actor, projectSlug: string): Promise<BackupEntry[]> {
    const project = await this.catalog.project(actor, projectSlug, 'prompt:export');
    return this.backups.list(actor.tenantId, project.id);
  }

  one(actor: Actor, projectSlug: string, fileName: string): Promise<ExportDocument> {
    return this.unitOfWork.run(async () => {
      const project = await this.catalog.project(actor, projectSlug, 'prompt:export');
      const document = await this.backups.document(actor.tenantId, project.id, fileName);
      if (document === null) throw new BackupNotFound(fileName);
      const read = JSON.parse(document) as ExportDocument;
      const path = [read.prompt.id, fileName];
      this.outbox.append(auditFact({ rule: BACKUP_AUDIT.read, actor, project: project.slug, path }, null, ONLY_REVISION));
      return read;
    });
  }
}
