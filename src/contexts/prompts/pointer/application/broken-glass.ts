import type { AuditFact, AuditRule } from '#shared/audit';
import type { BreakGlass } from '../../release-rules/application/release-gate';
import type { Obstacle } from '../../release-rules/domain/release-refused';
import type { OpenMove } from './pointer-moves';

/** The fact that an administrator set rules of an environment aside, for the pointer or deployment of that name. */
export function brokenGlass(
  rule: AuditRule,
  { actor, project, environment, deploymentId, move }: OpenMove,
  name: string,
  { reason }: BreakGlass,
  obstacles: readonly Obstacle[],
): AuditFact {
  return {
    rule,
    actor,
    resource: {
      id: deploymentId === null ? `${project.slug}/${environment.id}/${name}` : `${project.slug}/${name}`,
      revision: move.number,
      projectId: project.slug,
    },
    details: { environment: environment.name, reason: reason.trim(), aside: obstacles.map((each) => each.rule) },
  };
}
