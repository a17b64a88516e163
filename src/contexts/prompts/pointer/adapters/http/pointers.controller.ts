import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Path, Put, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { ChangedAs } from '#platform/http/change-route';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import { timeOf } from '#platform/http/times';
import { warn } from '#platform/http/warning';
import type { MovedPointer, MovePointer } from '../../application/move-pointer';
import type { ReadPointerHistory } from '../../application/read-pointer-history';
import type { ReadPointers } from '../../application/read-pointers';
import type { RemovePointer } from '../../application/remove-pointer';
import { POINTER_HISTORY_LIST } from '../../../pointer-history/application/pointer-history.port';
import { POINTER_LIST } from '../../application/pointer-repository.port';
import { POINTER_AUDIT } from '../../domain/pointer-audit';
import { namedFaults } from '../../domain/release-unresolvable';
import { pointerDto, pointerIntervalDto, type MovePointerDto, type PointerDto, type PointerIntervalDto } from './pointers.dto';

/** Which version of each prompt an environment serves, and served before. */
@Route('api/projects/{projectId}/environments/{environmentId}')
@Tags('Environment pointers')
@ChangedAs('pointer', { path: 'environments/{environment}/pointers/{id}', id: 'promptId', isPut: true })
export class PointersController extends Controller {
  constructor(
    private readonly movePointer: MovePointer,
    private readonly removePointer: RemovePointer,
    private readonly pointers: ReadPointers,
    private readonly pointerHistory: ReadPointerHistory,
  ) {
    super();
  }

  /** Lists what the environment serves, by prompt. */
  @Get('pointers')
  @Operation({ permission: 'pointer:read', audit: POINTER_AUDIT.list, failures: [404], list: POINTER_LIST })
  async list(@Request() request: HttpRequest, @Path() projectId: string, @Path() environmentId: string): Promise<PointerDto[]> {
    const page = await this.pointers.list(actorOf(request), projectId, environmentId, listQueryOf(request));
    return pageResponse(this, request, page, pointerDto);
  }

  /**
   * Lists the intervals in which the environment pointed at versions, newest first. With `asOf` it lists the versions at which it pointed
   * then, by name.
   * @param asOf RFC 3339 with an offset, or a date, which stands for the end of that day in UTC
   */
  @Get('history')
  @Operation({ permission: 'pointer:read', audit: POINTER_AUDIT.history, failures: [404], list: POINTER_HISTORY_LIST })
  async history(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Query() asOf?: string,
  ): Promise<PointerIntervalDto[]> {
    const time = asOf === undefined ? null : timeOf('?asOf', asOf, 'prompts.time_invalid').last;
    const query = listQueryOf(request, time ? { ...POINTER_HISTORY_LIST, order: 'name' } : POINTER_HISTORY_LIST);
    return pageResponse(
      this,
      request,
      await this.pointerHistory.list(actorOf(request), projectId, environmentId, time, query),
      pointerIntervalDto,
    );
  }

  /** Reads which version of the prompt the environment serves. */
  @Get('pointers/{promptId}')
  @Operation({ permission: 'pointer:read', audit: POINTER_AUDIT.read, conditional: 'read', failures: [404] })
  async read(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Path() promptId: string,
  ): Promise<PointerDto> {
    const found = await this.pointers.one(actorOf(request), projectId, environmentId, promptId);
    return revised(request, found.pointer, pointerDto(found));
  }

  /** Points the environment at a version of the prompt. A draft becomes active. */
  @Put('pointers/{promptId}')
  @Operation({ permission: 'pointer:move', audit: POINTER_AUDIT.move, conditional: 'change', failures: [404, 409], headers: ['Warning'] })
  async move(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Path() promptId: string,
    @Body() body: MovePointerDto,
  ): Promise<PointerDto> {
    const { versionTag, breakGlass } = body;
    const command = { actor: actorOf(request), project: projectId, environmentId, prompt: promptId, versionTag, breakGlass };
    const moved = await this.movePointer.execute({ ...command, expectedRevision: expectedRevisionOf(request) });
    this.#warn(moved);
    return revised(request, moved.pointer, pointerDto(moved));
  }

  /**
   * Removes the prompt from the environment and returns the pointer as it was.
   * @param breakGlass The reason for which an administrator sets the environment's rules aside
   */
  @Delete('pointers/{promptId}')
  @Operation({ permission: 'pointer:move', audit: POINTER_AUDIT.remove, conditional: 'change', failures: [404, 409], headers: ['Warning'] })
  async remove(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Path() promptId: string,
    @Query() breakGlass?: string,
  ): Promise<PointerDto> {
    const removed = await this.removePointer.execute({
      actor: actorOf(request),
      project: projectId,
      environmentId,
      prompt: promptId,
      breakGlass: breakGlass === undefined ? null : { reason: breakGlass },
      expectedRevision: expectedRevisionOf(request),
    });
    this.#warn(removed);
    return pointerDto(removed);
  }

  #warn({ unresolvable = [] }: MovedPointer): void {
    if (unresolvable.length > 0) warn(this, [namedFaults(unresolvable).join('; ')]);
  }
}
