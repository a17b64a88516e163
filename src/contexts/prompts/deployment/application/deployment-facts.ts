import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { EnvironmentRef, ProjectRef } from '../../prompt/application/project-catalogue.port';
import { DEPLOYMENT_FIELDS, type Deployment } from '../domain/deployment';

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
