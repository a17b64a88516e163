import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { EnvironmentRef, ProjectRef } from '../../prompt/application/project-catalog.port';
import { DEPLOYMENT_FIELDS, type Deployment } from '../domain/deployment';

/** An event has 64 KiB. */
const SHOWN_ITEMS = 100;

/** What somebody asked for or approved: the first versions, each with the SHA-256 of what it says. */
export const contentOf = ({ items }: Deployment): string[] =>
  items
    .slice(0, SHOWN_ITEMS)
    .map(({ entityId, versionTag, contentHash }) => `${entityId ?? ''}@${versionTag}${contentHash === null ? '' : ` ${contentHash}`}`);

interface Place {
  readonly project: ProjectRef;
  readonly environment: EnvironmentRef;
}

/** The fact that a deployment came from `before` (null: did not exist) to `after`. */
export function deploymentFact(
  rule: AuditRule,
  actor: Actor,
  { project, environment }: Place,
  before: Deployment | null,
  after: Deployment,
  details: Readonly<Record<string, unknown>> = {},
): AuditFact {
  const { id, revision } = after.state;
  return {
    rule,
    actor,
    resource: { id: `${project.slug}/${id}`, revision, projectId: project.slug },
    changes: changesBetween(before?.state ?? null, after.state, DEPLOYMENT_FIELDS),
    details: { environment: environment.name, ...details },
  };
}
