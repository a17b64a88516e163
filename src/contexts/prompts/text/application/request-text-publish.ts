import type { Clock } from '#shared/clock.port';
import type { ApprovalPolicy } from '../../marketplace/application/approval-policy.port';
import type { TextVersion } from '../domain/text-version';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

/** Publishes a version on the tenant's marketplace, at once or after an approval, according to the tenant's setting. */
export class RequestTextPublish {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly approvals: ApprovalPolicy,
    private readonly clock: Clock,
  ) {}

  execute(command: VersionCommand): Promise<TextVersion> {
    const { audit, permissions } = this.lookup.kind;
    const { id: by, tenantId } = command.actor;
    return this.revision.run(command, {
      permission: permissions.publish,
      rule: audit.version.request_publish,
      change: async ({ version }) => version.requestPublish(await this.approvals.requiresApproval(tenantId), by, this.clock.now()),
    });
  }
}
