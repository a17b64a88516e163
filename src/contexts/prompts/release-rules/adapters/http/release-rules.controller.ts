import type { Request as HttpRequest } from 'express';
import { Body, Controller, Extension, Get, Path, Put, Request, Route, Security, Tags } from 'tsoa';
import { Audit } from '#platform/http/audit';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import type { ReadReleaseRules } from '../../application/read-release-rules';
import type { ReplaceReleaseRules } from '../../application/replace-release-rules';
import { RELEASE_RULES_AUDIT } from '../../domain/release-rules-audit';
import { releaseRulesDto, rulesOf, type ReleaseRulesDto, type ReplaceReleaseRulesDto } from './release-rules.dto';

@Route('api/projects/{projectId}/environments/{environmentId}/rules')
@Tags('Release rules')
export class ReleaseRulesController extends Controller {
  constructor(
    private readonly replaceReleaseRules: ReplaceReleaseRules,
    private readonly rules: ReadReleaseRules,
  ) {
    super();
  }

  /** Reads what the environment asks of releases. */
  @Get()
  @Security('bearer', ['release-rules:read'])
  @Audit(RELEASE_RULES_AUDIT.read)
  @Extension('x-conditional', true)
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() environmentId: string): Promise<ReleaseRulesDto> {
    const rules = await this.rules.one(actorOf(request), projectId, environmentId);
    return revised(request, rules, releaseRulesDto(rules));
  }

  /** Says what the environment asks of releases from now on; what is absent is off. */
  @Put()
  @Security('bearer', ['release-rules:write'])
  @Audit(RELEASE_RULES_AUDIT.replace)
  @Extension('x-conditional', true)
  async replace(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Body() body: ReplaceReleaseRulesDto,
  ): Promise<ReleaseRulesDto> {
    const command = { actor: actorOf(request), project: projectId, environmentId, rules: rulesOf(body) };
    const rules = await this.replaceReleaseRules.execute({ ...command, expectedRevision: expectedRevisionOf(request) });
    return revised(request, rules, releaseRulesDto(rules));
  }
}
