import type { Request as HttpRequest } from 'express';
import { Body, Controller, Path, Put, Query, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { warn, warnServed } from '#platform/http/warning';
import type { ServedTexts } from '../../../prompt/application/served-texts.port';
import type { PutDocument } from '../../application/put-document';
import { DOCUMENT_AUDIT } from '../../domain/document-audit';
import { documentOf } from './document-of';
import { resultDto, type DocumentResultDto } from './document-result.dto';
import type { PromptDocumentDto } from './documents.dto';

/** A prompt as one document with its versions, translations, assets and tags, for import, restore and continuous delivery. */
@Route('api/projects/{projectId}/prompts')
@Tags('Prompt documents')
export class DocumentsController extends Controller {
  constructor(
    private readonly putDocument: PutDocument,
    private readonly served: ServedTexts,
  ) {
    super();
  }

  /**
   * Changes a prompt to the content of a document, or changes nothing: its versions with their translations, its assets with theirs, and
   * its tags, or the given parts of these. An ExportDocument is such a document, so that a backup can restore a deleted prompt. The server
   * creates what is missing, changes what differs, and keeps what the document does not have. Sending the same document again changes
   * nothing. The caller needs the permissions to read and to write every kind of part in the document. Each change also requires the
   * permission of its own route, follows the rules of that route, and has its own event. A document may have 10,000 parts and cause 10,000
   * events; beyond that the response is 422. If the state of the prompt refuses changes, the response is 409 and its `errors` name all
   * places. `If-Match` compares the revision of the prompt itself, which other documents increase, but changes of single versions,
   * translations and assets do not. The `Warning` header contains the warnings of the single changes.
   * @param id The slug of the prompt, which need not exist
   * @param dryRun `true`: nothing changes and no event is recorded; the response shows what would change and what would be refused
   */
  @Put('{id}/document')
  @Operation({
    permission: 'prompt:write',
    audit: DOCUMENT_AUDIT.apply,
    conditional: 'change',
    failures: [404, 409, 422],
    longBody: true,
    headers: ['Warning'],
  })
  @SuccessResponse(200, 'Brought')
  async put(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() id: string,
    @Body() body: PromptDocumentDto,
    @Query() dryRun = false,
  ): Promise<DocumentResultDto> {
    const actor = actorOf(request);
    const result = await this.putDocument.execute({
      actor,
      project: projectId,
      prompt: id,
      document: documentOf(body),
      breakingReason: body.breakingReason ?? null,
      expectedRevision: expectedRevisionOf(request),
      dryRun,
    });
    const { prompt, warnings } = result;
    if (!prompt || result.outcome === 'unchanged') warn(this, warnings);
    const changesServed = prompt !== null && result.outcome !== 'unchanged';
    const served = changesServed ? await warnServed(request, this, warnings, () => this.served.faults(actor, projectId, [id])) : [];
    const answer = resultDto(id, dryRun, result, served);
    return prompt ? revised(request, prompt, answer) : answer;
  }
}
