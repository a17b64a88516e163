import type { AuditFact, AuditRule } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import type { BreakGlass } from '../../release-rules/application/release-gate';
import type { Obstacle } from '../../release-rules/domain/release-refused';
import { namedFaults, type Unresolvable } from '../domain/release-unresolvable';
import type { OpenMove } from './pointer-moves';

interface Aside {
  /** The pointer or deployment for which the rules were set aside, and its new revision. */
  readonly name: string;
  readonly revision: number;
  readonly obstacles: readonly Obstacle[];
  /** The released texts that cannot be resolved. */
  readonly unresolvable: readonly Unresolvable[];
}

/** The audit fact that an administrator set rules of an environment aside. */
export function brokenGlass(
  rule: AuditRule,
  { actor, project, environment, deploymentId }: OpenMove,
  { reason }: BreakGlass,
  { name, revision, obstacles, unresolvable }: Aside,
): AuditFact {
  const path = deploymentId === null ? [environment.id, name] : [name];
  const details = {
    environment: environment.name,
    reason: reason.trim(),
    aside: [...obstacles.map((each) => each.rule), ...(unresolvable.length > 0 ? ['unresolvable'] : [])],
    ...(unresolvable.length > 0 && { unresolvable: namedFaults(unresolvable) }),
  };
  return auditFact({ rule, actor, project: project.slug, path, details }, null, { state: { revision } });
}
