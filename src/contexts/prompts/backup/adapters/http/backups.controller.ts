import type { Request as HttpRequest } from 'express';
import { Body, Controller, Get, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import type { BackUpPrompt } from '../../application/back-up-prompt';
import type { ReadBackups } from '../../application/read-backups';
import { BACKUP_AUDIT } from '../../domain/backup-audit';
import type { ExportDocument } from '../../domain/export-document';
import { backupListDto, type BackUpPromptDto, type BackupListDto } from './backups.dto';

/** Prompts as documents from which they can be restored. */
@Route('api/projects/{projectId}/prompts')
@Tags('Prompt backups')
export class BackupsController extends Controller {
  constructor(
    private readonly backUpPrompt: BackUpPrompt,
    private readonly backups: ReadBackups,
  ) {
    super();
  }

  /** Lists the project's backups, newest first, including those of deleted prompts. */
  @Get('backups/list')
  @Operation({ permission: 'prompt:export', audit: BACKUP_AUDIT.list, failures: [404] })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<BackupListDto> {
    return backupListDto(await this.backups.list(actorOf(request), projectId));
  }

  /**
   * Reads the document of a backup. The audit log records the read.
   * @param fileName Name of the backup, from the list
   */
  @Get('backups/{fileName}')
  @Operation({ permission: 'prompt:export', audit: BACKUP_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() fileName: string): Promise<ExportDocument> {
    const document = await this.backups.one(actorOf(request), projectId, fileName);
    // The ETag is constant, because a backup never changes.
    return revised(request, { state: { revision: 1, id: fileName } }, document);
  }

  /** Exports a prompt with all its contents as one document, returns it and stores it as a backup. */
  @Post('{promptId}/backup')
  @Operation({ permission: 'prompt:export', audit: BACKUP_AUDIT.create, idempotent: true, failures: [404, 409] })
  @SuccessResponse(201, 'Created')
  async create(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Body() body: BackUpPromptDto,
  ): Promise<ExportDocument> {
    const path = { actor: actorOf(request), project: projectId, prompt: promptId };
    const document = await this.backUpPrompt.execute({ ...path, deletionReason: body.deletionReason ?? null });
    this.setStatus(201);
    return document;
  }
}
