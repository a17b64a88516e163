import type { Request as HttpRequest } from 'express';
import { Controller, Get, Path, Query, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { offsetCursor, offsetOf } from '#platform/http/offset-cursor';
import { Operation } from '#platform/http/operation';
import { cursorOf, listQueryOf, nextLink, pageResponse } from '#platform/http/paging';
import { optionalTimeOf } from '#platform/http/times';
import { Invalid } from '#shared/errors';
import { UNUSED_VERSION_LIST } from '../../application/usage-reader.port';
import type { ReadUnusedVersions } from '../../application/read-unused-versions';
import type { ReadUsage } from '../../application/read-usage';
import { USAGE_AUDIT } from '../../domain/usage-audit';
import { USAGE_GROUPS, type UsageGroup } from '../../domain/usage-report';
import { unusedVersionDto, usageReportDto, type UnusedVersionDto, type UsageReportDto } from './usage.dto';

/** How often prompts are fetched. */
@Route('api/projects/{projectId}')
@Tags('Usage')
export class UsageController extends Controller {
  constructor(
    private readonly readUsage: ReadUsage,
    private readonly readUnusedVersions: ReadUnusedVersions,
  ) {
    super();
  }

  /**
   * Reads how often a prompt was resolved, served and executed. The numbers are statistics: those of the last seconds are not there yet, and
   * a crash of a server loses some. The next page of the buckets is in the `Link` header; more than 10,000 buckets are a 400.
   * @param from Not before this time: RFC 3339 with its offset, or a date, from the beginning of that day in UTC; rounded down to an hour. The default is seven days before `to`
   * @param to Before this time: RFC 3339 with its offset, or a date, to the end of that day in UTC; rounded up to an hour. The default is now
   * @param groupBy One or more of `hour` or `day`, `version`, `environment`, `language`, `caller` and `kind`, separated by commas
   * @param version Only this tag
   * @param environment Only requests that named this environment: id or name
   * @param language Only texts in this language, in any case
   * @param caller Only this API key or user: its id
   * @param kind Only accesses of this kind
   * @param limit The maximum number of buckets in a page
   * @param cursor The cursor from the `Link` header of the previous page
   * @isInt limit
   * @minimum limit 1
   * @maximum limit 1000
   */
  @Get('prompts/{promptId}/usage')
  @Operation({ permission: 'usage:read', audit: USAGE_AUDIT.read, failures: [404], headers: ['Link'] })
  async report(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Query() from?: string,
    @Query() to?: string,
    @Query() groupBy = 'day',
    @Query() version?: string,
    @Query() environment?: string,
    @Query() language?: string,
    @Query() caller?: string,
    @Query() kind?: 'resolve' | 'template' | 'serve' | 'execute',
    @Query() limit = 500,
    @Query() cursor?: string,
  ): Promise<UsageReportDto> {
    const offset = offsetOf(cursorOf(request, cursor));
    const report = await this.readUsage.execute({
      actor: actorOf(request),
      project: projectId,
      prompt: promptId,
      fromUs: optionalTimeOf('?from', from)?.fromUs,
      toUs: optionalTimeOf('?to', to)?.beforeUs,
      groups: groupsOf(groupBy),
      filter: {
        versionTag: version ?? null,
        environment: environment ?? null,
        language: language ?? null,
        callerId: caller ?? null,
        kind: kind ?? null,
      },
    });
    const next = offset + limit;
    if (next < report.buckets.length) this.setHeader('Link', nextLink(request, offsetCursor(next)));
    return usageReportDto(report, report.buckets.slice(offset, next));
  }

  /**
   * Lists the versions of the project whose texts nobody was given for some days, alone or inside of another prompt, including those that
   * nobody was ever given. A version can still be needed: see `active` and `environments`.
   * @param days Whole days before now
   * @isInt days
   * @minimum days 1
   * @maximum days 3650
   */
  @Get('usage/unused-versions')
  @Operation({ permission: 'usage:read', audit: USAGE_AUDIT.unused, failures: [404], list: UNUSED_VERSION_LIST })
  async unusedVersions(@Request() request: HttpRequest, @Path() projectId: string, @Query() days = 30): Promise<UnusedVersionDto[]> {
    const query = { actor: actorOf(request), project: projectId, days, query: listQueryOf(request) };
    return pageResponse(this, request, await this.readUnusedVersions.execute(query), unusedVersionDto);
  }
}

function groupsOf(groupBy: string): UsageGroup[] {
  const groups = groupBy.split(',').map((each) => each.trim());
  const known: readonly string[] = USAGE_GROUPS;
  const isGood =
    groups.every((each) => known.includes(each)) &&
    new Set(groups).size === groups.length &&
    !(groups.includes('hour') && groups.includes('day'));
  if (isGood) return groups as UsageGroup[];
  const message = `groupBy must name each group once, and hour or day: ${USAGE_GROUPS.join(', ')}`;
  throw new Invalid('prompts.usage_group_invalid', [{ pointer: '?groupBy', message }]);
}
