import type { Request as HttpRequest } from 'express';
import { Controller, Get, Path, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { cursorOf, nextLink } from '#platform/http/paging';
import { optionalTimeOf } from '#platform/http/times';
import { Invalid } from '#shared/errors';
import { AUDIT_EVENT_AUDIT } from '../../../log/domain/log-audit';
import type { ReadEvent } from '../../application/read-event';
import type { SearchEvents } from '../../application/search-events';
import { wordsOf } from '../../domain/terms';
import { auditEventDto, type AuditEventDto } from './audit-events.dto';

/** The audit log: who did what, when, from where and with which outcome, and the proof that it is complete. */
@Route('api/audit/events')
@Tags('Audit')
export class AuditEventsController extends Controller {
  constructor(
    private readonly searchEvents: SearchEvents,
    private readonly readEvent: ReadEvent,
  ) {
    super();
  }

  /**
   * Searches the tenant's audit log, newest first. It sees every write whose response was sent before. When the log is behind by
   * more than two seconds, a `Warning` header says how many events are missing. The next page is in the `Link` header.
   * @param actor Id of a user, or of a job of the system
   * @param action For example `prompt.create`
   * @param resourceType For example `prompt`
   * @param resource Id of the resource, for example `shop/order-mail`
   * @param project Slug of a project
   * @param outcome The outcome; events from before `rejected` existed have `denied` instead
   * @param risk The risk of the action
   * @param traceId W3C trace id, 32 hex digits
   * @param from Not before this time: RFC 3339 with its offset, or a date, from the beginning of that day in UTC
   * @param to Before this time: RFC 3339 with its offset, or a date, to the end of that day in UTC
   * @param q Words of action, resource, changes and details; all of them must occur. The index may lag behind the log
   * @param limit The maximum number of events in a page
   * @param cursor The cursor from the `Link` header of the previous page
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 1000
   */
  @Get()
  @Operation({ permission: 'audit:read', audit: AUDIT_EVENT_AUDIT.search, headers: ['Link', 'Warning'] })
  async search(
    @Request() request: HttpRequest,
    @Query() actor?: string,
    @Query() action?: string,
    @Query() resourceType?: string,
    @Query() resource?: string,
    @Query() project?: string,
    @Query() outcome?: 'success' | 'unchanged' | 'denied' | 'rejected' | 'failed',
    @Query() risk?: 'low' | 'medium' | 'high' | 'critical',
    @Query() traceId?: string,
    @Query() from?: string,
    @Query() to?: string,
    @Query() q?: string,
    @Query() limit = 100,
    @Query() cursor?: string,
  ): Promise<AuditEventDto[]> {
    const page = await this.searchEvents.execute({
      actor: actorOf(request),
      filter: {
        actorId: actor,
        action,
        resourceType,
        resourceId: resource,
        projectId: project,
        outcome,
        risk,
        traceId,
        fromUs: optionalTimeOf('?from', from)?.fromUs,
        toUs: optionalTimeOf('?to', to)?.beforeUs,
        words: q === undefined ? [] : searchWords(q),
      },
      limit,
      cursor: cursorOf(request, cursor) ?? null,
    });
    this.#warn(page.pending);
    if (page.next !== null) this.setHeader('Link', nextLink(request, page.next));
    return page.items.map(auditEventDto);
  }

  /**
   * Reads one event of the tenant. A `Warning` header says how many events are missing, as for the search.
   * @param eventId Id of the event
   */
  @Get('{eventId}')
  @Operation({ permission: 'audit:read', audit: AUDIT_EVENT_AUDIT.read, conditional: 'read', failures: [404], headers: ['Warning'] })
  async read(@Request() request: HttpRequest, @Path() eventId: string): Promise<AuditEventDto> {
    const { event, pending } = await this.readEvent.execute({ actor: actorOf(request), eventId });
    this.#warn(pending);
    return revised(request, FINAL, auditEventDto(event));
  }

  #warn(pending: number): void {
    if (pending > 0) this.setHeader('Warning', `199 - "${pending} events are not in the log yet"`);
  }
}

/** The ETag is constant, because an event never changes. */
const FINAL = { state: { revision: 1 } };

function searchWords(q: string): string[] {
  const words = wordsOf(q);
  if (words.length === 0 || words.length > 5)
    throw new Invalid('audit.bad_query', [{ pointer: '?q', message: 'q must have one to five words of two or more characters' }]);
  return words;
}
