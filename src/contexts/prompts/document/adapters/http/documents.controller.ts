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
   * Brings a prompt to what a document says, all or nothing: its versions with their translations, its assets with theirs and its
   * tags, or those parts of it that are given. An ExportDocument is such a document, so that a backup restores a prompt that is gone.
   * What is missing is created, what differs is changed, and what the document does not have stays. The same document a second time
   * changes nothing. The caller needs the permissions to read and to write every kind of part that the document has. Each change asks for
   * the permission of its own route as well, has its own event, and follows the rules of its route; at most 10,000 parts and 10,000
   * events come together, else the answer is a 422. What the state of the prompt refuses is a 409 whose `errors` name all
   * places. `If-Match` compares the revision of the prompt itself, which other documents raise and changes of single versions,
   * translations and assets do not. A `Warning` header says what the headers of the single changes would say.
   * @param id Slug of the prompt, which need not be there
   * @param dryRun `true`: nothing is changed and no event is recorded; the response says what would change, and what would be refused
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
