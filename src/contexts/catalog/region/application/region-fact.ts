import type { Actor } from '#shared/actor';
import type { AuditFact } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import { REGION_FIELDS, type Region } from '../domain/region';
import { REGION_AUDIT } from '../domain/region-audit';

/** A change of a region for the audit log; `after` is null when it is deleted. `project` is its slug. */
export function regionFact(
  verb: 'create' | 'update' | 'delete',
  { actor, project }: { readonly actor: Actor; readonly project: string },
  before: Region | null,
  after: Region | null,
): AuditFact {
  const id = (after ?? before)?.state.id ?? '';
  return {
    rule: REGION_AUDIT[verb],
    actor,
    resource: { id: `${project}/${id}`, revision: after?.state.revision ?? (before?.state.revision ?? 0) + 1, projectId: project },
    changes: changesBetween(before?.state ?? null, after?.state ?? null, REGION_FIELDS),
  };
}
