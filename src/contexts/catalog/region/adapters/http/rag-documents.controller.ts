import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateRagDocument } from '../../application/create-rag-document';
import type { DeleteRagDocument } from '../../application/delete-rag-document';
import type { ReadRagDocuments } from '../../application/read-rag-documents';
import type { UpdateRagDocument } from '../../application/update-rag-document';
import { RAG_DOCUMENT_LIST } from '../../application/read-rag-documents';
import { RAG_DOCUMENT_AUDIT } from '../../domain/rag-document-audit';
import { ragDocumentDto, type CreateRagDocumentDto, type RagDocumentDto, type UpdateRagDocumentDto } from './rag-documents.dto';

/** Metadata of documents for retrieval-augmented generation. The documents themselves are kept elsewhere. */
@Route('api/projects/{projectId}/rag-document-metadata')
@Tags('RAG documents')
@ChangedAs('rag-document', { path: 'rag-document-metadata/{id}', id: 'id' })
export class RagDocumentsController extends Controller {
  constructor(
    private readonly createRagDocument: CreateRagDocument,
    private readonly updateRagDocument: UpdateRagDocument,
    private readonly deleteRagDocument: DeleteRagDocument,
    private readonly documents: ReadRagDocuments,
  ) {
    super();
  }

  /** Creates the metadata of a document. */
  @Post()
  @Operation({
    permission: 'rag-document:write',
    audit: RAG_DOCUMENT_AUDIT.create,
    idempotent: true,
    conditional: 'create',
    failures: [404, 409],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Path() projectId: string, @Body() body: CreateRagDocumentDto): Promise<RagDocumentDto> {
    const view = await this.createRagDocument.execute({
      actor: actorOf(request),
      project: projectId,
      documentName: body.documentName,
      region: given(body.regionId) ?? null,
      category: body.category ?? null,
      complianceReviewed: body.complianceReviewed ?? false,
      piiRiskLevel: body.piiRiskLevel ?? null,
      lastReviewedBy: body.lastReviewedBy ?? null,
    });
    this.setStatus(201);
    return revised(request, view.document, ragDocumentDto(view, projectId));
  }

  /** Lists the metadata of the project's documents, oldest first. */
  @Get()
  @Operation({ permission: 'rag-document:read', audit: RAG_DOCUMENT_AUDIT.list, failures: [404], list: RAG_DOCUMENT_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string): Promise<RagDocumentDto[]> {
    const page = await this.documents.list(actorOf(request), projectId, listQueryOf(request));
    return pageResponse(this, request, page, (each) => ragDocumentDto(each, projectId));
  }

  /**
   * Reads the metadata of one document.
   * @param metadataId Id of the metadata
   */
  @Get('{metadataId}')
  @Operation({ permission: 'rag-document:read', audit: RAG_DOCUMENT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() metadataId: string): Promise<RagDocumentDto> {
    const view = await this.documents.byId(actorOf(request), projectId, metadataId);
    return revised(request, view.document, ragDocumentDto(view, projectId));
  }

  /**
   * Changes the given fields.
   * @param metadataId Id of the metadata
   */
  @Patch('{metadataId}')
  @Operation({ permission: 'rag-document:write', audit: RAG_DOCUMENT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() metadataId: string,
    @Body() body: UpdateRagDocumentDto,
  ): Promise<RagDocumentDto> {
    const { documentName, regionId, complianceReviewed, category, piiRiskLevel, lastReviewedBy } = body;
    const patch = {
      ...(documentName == null ? {} : { documentName }),
      ...(complianceReviewed === undefined ? {} : { complianceReviewed: complianceReviewed ?? false }),
      ...(category === undefined ? {} : { category }),
      ...(piiRiskLevel === undefined ? {} : { piiRiskLevel }),
      ...(lastReviewedBy === undefined ? {} : { lastReviewedBy }),
      region: given(regionId),
    };
    const view = await this.updateRagDocument.execute({
      actor: actorOf(request),
      project: projectId,
      documentId: metadataId,
      patch,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, view.document, ragDocumentDto(view, projectId));
  }

  /**
   * Deletes the metadata of a document and returns it as it was.
   * @param metadataId Id of the metadata
   */
  @Delete('{metadataId}')
  @Operation({ permission: 'rag-document:write', audit: RAG_DOCUMENT_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() projectId: string, @Path() metadataId: string): Promise<RagDocumentDto> {
    const view = await this.deleteRagDocument.execute({
      actor: actorOf(request),
      project: projectId,
      documentId: metadataId,
      expectedRevision: expectedRevisionOf(request),
    });
    return ragDocumentDto(view, projectId);
  }
}

/** An empty text counts as absent, because forms send empty fields like that. */
const given = (value: string | null | undefined): string | null | undefined => (value === '' ? undefined : value);
