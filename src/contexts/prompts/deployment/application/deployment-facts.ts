import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { auditFact, type Subject } from '#shared/audit-fact';
import type { EnvironmentRef, ProjectRef } from '../../prompt/application/project-catalog.port';
import { DEPLOYMENT_FIELDS, type Deployment, type DeploymentState } from '../domain/deployment';

/** An event has at most 64 KiB. */
const SHOWN_ITEMS = 100;

/** The requested or approved content: the first versions, each with the SHA-256 of its content. */
export const contentOf = ({ items }: Deployment): string[] =>
  items
    .slice(0, SHOWN_ITEMS)
    .map(({ entityId, versionTag, contentHash }) => `${entityId ?? ''}@${versionTag}${contentHash === null ? '' : ` ${contentHash}`}`);

interface Place {
  readonly project: ProjectRef;
  readonly environment: EnvironmentRef;
}

/** The details of the audit log besides the states of a deployment. */
export const deploymentSubject = (
  rule: AuditRule,
  actor: Actor,
  { project, environment }: Place,
  id: string,
): Subject<DeploymentState> => ({
  rule,
  actor,
  project: project.slug,
  path: [id],
  changes: DEPLOYMENT_FIELDS,
  details: { environment: environment.name },
});

/** The audit fact of the change from `before` (null: the deployment did not exist) to `after`. */
export function deploymentFact(
  rule: AuditRule,
  actor: Actor,
  place: Place,
  before: Deployment | null,
  after: Deployment,
  details: Readonly<Record<string, unknown>> = {},
): AuditFact {
  const subject = deploymentSubject(rule, actor, place, after.state.id);
  return auditFact({ ...subject, details: { ...subject.details, ...details } }, before, after);
}
