import type { Request as HttpRequest } from 'express';
import { Body, Controller, Get, Path, Post, Put, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import type { ReadReleaseRules } from '../../application/read-release-rules';
import type { ReplaceReleaseRules } from '../../application/replace-release-rules';
import type { ConfirmPendingRules } from '../../application/confirm-pending-rules';
import type { DiscardPendingRules } from '../../application/discard-pending-rules';
import type { PendingRulesCommand } from '../../application/rules-under-change';
import type { ReleaseRules } from '../../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../../domain/release-rules-audit';
import {
  releaseRulesDto,
  rulesOf,
  type ReleaseRulesDto,
  type ReplaceReleaseRulesDto,
  type SettlePendingRulesDto,
} from './release-rules.dto';

/** What an environment demands before something is released to it: approvals, languages, versions. */
@Route('api/projects/{projectId}/environments/{environmentId}/rules')
@Tags('Release rules')
export class ReleaseRulesController extends Controller {
  constructor(
    private readonly replaceReleaseRules: ReplaceReleaseRules,
    private readonly confirmPendingRules: ConfirmPendingRules,
    private readonly discardPendingRules: DiscardPendingRules,
    private readonly rules: ReadReleaseRules,
  ) {
    super();
  }

  /** Reads the release rules of the environment. */
  @Get()
  @Operation({ permission: 'release-rules:read', audit: RELEASE_RULES_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() projectId: string, @Path() environmentId: string): Promise<ReleaseRulesDto> {
    const rules = await this.rules.one(actorOf(request), projectId, environmentId);
    return answered(request, rules);
  }

  /**
   * Replaces the release rules of the environment. Absent rules are off. While `changesNeedApproval` is on, the current rules stay
   * in force, and the new ones become `pending` in place of earlier pending ones.
   */
  @Put()
  @Operation({ permission: 'release-rules:write', audit: RELEASE_RULES_AUDIT.replace, conditional: 'change', failures: [404, 409] })
  async replace(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Body() body: ReplaceReleaseRulesDto,
  ): Promise<ReleaseRulesDto> {
    const command = { actor: actorOf(request), project: projectId, environmentId, rules: rulesOf(body) };
    const rules = await this.replaceReleaseRules.execute({ ...command, expectedRevision: expectedRevisionOf(request) });
    return answered(request, rules);
  }

  /** Puts the pending rules into force. Their author may not, as with approvals of deployments. */
  @Post('confirm')
  @Operation({ permission: 'release-rules:write', audit: RELEASE_RULES_AUDIT.confirm, failures: [404, 409] })
  @SuccessResponse(200, 'Confirmed')
  async confirm(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Body() body: SettlePendingRulesDto,
  ): Promise<ReleaseRulesDto> {
    return answered(request, await this.confirmPendingRules.execute(pendingCommand(request, projectId, environmentId, body)));
  }

  /** Discards the pending rules. The current rules stay in force. */
  @Post('discard')
  @Operation({ permission: 'release-rules:write', audit: RELEASE_RULES_AUDIT.discard, failures: [404, 409] })
  @SuccessResponse(200, 'Discarded')
  async discard(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() environmentId: string,
    @Body() body: SettlePendingRulesDto,
  ): Promise<ReleaseRulesDto> {
    return answered(request, await this.discardPendingRules.execute(pendingCommand(request, projectId, environmentId, body)));
  }
}

const answered = (request: HttpRequest, rules: ReleaseRules): ReleaseRulesDto => revised(request, rules, releaseRulesDto(rules));

const pendingCommand = (
  request: HttpRequest,
  project: string,
  environmentId: string,
  { changeId }: SettlePendingRulesDto,
): PendingRulesCommand => ({ actor: actorOf(request), project, environmentId, changeId, expectedRevision: expectedRevisionOf(request) });
