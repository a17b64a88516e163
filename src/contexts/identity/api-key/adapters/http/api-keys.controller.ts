import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { optionalTimeOf } from '#platform/http/times';
import type { CreateApiKey } from '../../application/create-api-key';
import type { ListApiKeys } from '../../application/list-api-keys';
import type { ReadApiKey } from '../../application/read-api-key';
import type { RotateApiKey } from '../../application/rotate-api-key';
import type { UpdateApiKey } from '../../application/update-api-key';
import { API_KEY_LIST } from '../../application/api-key-repository.port';
import { API_KEY_AUDIT } from '../../domain/api-key-audit';
import {
  apiKeyDto,
  type ApiKeyDto,
  type CreateApiKeyDto,
  type CreatedApiKeyDto,
  type RotateApiKeyDto,
  type UpdateApiKeyDto,
} from './api-keys.dto';

const DEFAULT_OVERLAP_SECONDS = 24 * 3600;

/** The caller's own API keys. Keys of other users are not found. */
@Route('api/api-keys')
@Tags('API keys')
export class ApiKeysController extends Controller {
  constructor(
    private readonly createApiKey: CreateApiKey,
    private readonly updateApiKey: UpdateApiKey,
    private readonly rotateApiKey: RotateApiKey,
    private readonly listApiKeys: ListApiKeys,
    private readonly readApiKey: ReadApiKey,
  ) {
    super();
  }

  /** Creates an API key. Only this response has the whole key. */
  @Post()
  @Operation({
    permission: 'api-key:own',
    anyKey: true,
    audit: API_KEY_AUDIT.create,
    idempotent: true,
    secrets: ['apiKey'],
    conditional: 'create',
    failures: [409],
  })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Body() body: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    const { apiKey, value } = await this.createApiKey.execute({
      actor: actorOf(request),
      name: body.name,
      expiresAt: optionalTimeOf('/expiresAt', body.expiresAt)?.last ?? null,
      scopes: { permissions: body.permissions, projects: body.projects, environments: body.environments },
    });
    this.setStatus(201);
    return revised(request, apiKey, { ...apiKeyDto(apiKey), apiKey: value });
  }

  /** Lists the caller's API keys, oldest first, including revoked ones. */
  @Get()
  @Operation({ permission: 'api-key:own', anyKey: true, audit: API_KEY_AUDIT.list, list: API_KEY_LIST })
  async list(@Request() request: HttpRequest): Promise<ApiKeyDto[]> {
    const page = await this.listApiKeys.execute(actorOf(request), listQueryOf(request));
    return pageResponse(this, request, page, apiKeyDto);
  }

  /**
   * Reads one API key.
   * @param id Id of the key
   */
  @Get('{id}')
  @Operation({ permission: 'api-key:own', anyKey: true, audit: API_KEY_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() id: string): Promise<ApiKeyDto> {
    const apiKey = await this.readApiKey.execute(actorOf(request), id);
    return revised(request, apiKey, apiKeyDto(apiKey));
  }

  /**
   * Changes the given fields.
   * @param id Id of the key
   */
  @Patch('{id}')
  @Operation({ permission: 'api-key:own', anyKey: true, audit: API_KEY_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(@Request() request: HttpRequest, @Path() id: string, @Body() body: UpdateApiKeyDto): Promise<ApiKeyDto> {
    const time = optionalTimeOf('/expiresAt', body.expiresAt);
    const expiresAt = time === null ? null : time?.last;
    const patch = { name: body.name ?? undefined, expiresAt, revoked: body.revoked ?? undefined };
    const command = { actor: actorOf(request), id, as: 'update', patch, expectedRevision: expectedRevisionOf(request) } as const;
    const apiKey = await this.updateApiKey.execute(command);
    return revised(request, apiKey, apiKeyDto(apiKey));
  }

  /**
   * Gives an API key a new secret, which only this response has. The previous secret stays valid until the overlap ends (by default
   * a day).
   * @param id Id of the key
   */
  @Post('{id}/rotate')
  @Operation({ permission: 'api-key:own', anyKey: true, audit: API_KEY_AUDIT.rotate, conditional: 'change', failures: [404, 409] })
  async rotate(@Request() request: HttpRequest, @Path() id: string, @Body() body: RotateApiKeyDto): Promise<CreatedApiKeyDto> {
    const overlapSeconds = body.overlapSeconds ?? DEFAULT_OVERLAP_SECONDS;
    const { apiKey, value } = await this.rotateApiKey.execute({
      actor: actorOf(request),
      id,
      overlapSeconds,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, apiKey, { ...apiKeyDto(apiKey), apiKey: value });
  }

  /**
   * Revokes an API key. The list still has it.
   * @param id Id of the key
   */
  @Delete('{id}')
  @Operation({ permission: 'api-key:own', anyKey: true, audit: API_KEY_AUDIT.revoke, conditional: 'change', failures: [404, 409] })
  async revoke(@Request() request: HttpRequest, @Path() id: string): Promise<ApiKeyDto> {
    const revoke = { as: 'revoke', patch: { revoked: true } } as const;
    const apiKey = await this.updateApiKey.execute({
      actor: actorOf(request),
      id,
      ...revoke,
      expectedRevision: expectedRevisionOf(request),
    });
    return revised(request, apiKey, apiKeyDto(apiKey));
  }
}
