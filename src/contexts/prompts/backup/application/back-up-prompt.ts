import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { Validation } from '#shared/validation';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import { Backup } from '../domain/backup';
import { BACKUP_AUDIT, ONLY_REVISION } from '../domain/backup-audit';
import type { ExportDocument } from '../domain/export-document';
import type { BackupRepository } from './backup-repository.port';
import type { ExportPrompt } from './export-prompt';

export interface BackUpPromptCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly deletionReason: string | null;
}

/** Exports a prompt and stores the document. The audit log records it with high risk. */
export class BackUpPrompt {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly exportPrompt: ExportPrompt,
    private readonly backups: BackupRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: projectSlug, prompt: promptSlug, deletionReason }: BackUpPromptCommand): Promise<ExportDocument> {
    return this.unitOfWork.run(async () => {
      const { project, prompt } = await this.lookup.require(actor, 'prompt:export', projectSlug, promptSlug);
      const reason = deletionReason === null ? {} : { deletionReason: guarded(deletionReason) };
      Backup.requireRoom(promptSlug, await this.backups.leastSize(actor.tenantId, prompt.state.id));
      const document = await this.exportPrompt.execute(actor, project, promptSlug, { timestamp: this.clock.now(), ...reason });
      const owner = { tenantId: actor.tenantId, projectId: project.id, createdBy: actor.id };
      const backup = Backup.of(document, { id: this.ids.next(), ...owner });
      await this.backups.add(backup);
      const { fileName, size } = backup.state;
      const path = [prompt.state.slug, fileName];
      this.outbox.append(
        auditFact({ rule: BACKUP_AUDIT.create, actor, project: project.slug, path, details: { size } }, null, ONLY_REVISION),
      );
      return document;
    });
  }
}

function guarded(reason: string): string {
  const validation = new Validation('prompts.backup_invalid');
  const text = validation.text('/deletionReason', reason);
  validation.done();
  return text;
}
