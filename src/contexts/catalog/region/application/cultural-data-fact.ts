import type { Actor } from '#shared/actor';
import type { AuditFact } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import { CULTURAL_DATA_FIELDS, type CulturalData } from '../domain/cultural-data';
import { CULTURAL_DATA_AUDIT } from '../domain/cultural-data-audit';

/** A change of an entry for the audit log; `after` is null when it is deleted. `project` is its slug. */
export function culturalDataFact(
  verb: 'create' | 'update' | 'delete',
  { actor, project }: { readonly actor: Actor; readonly project: string },
  before: CulturalData | null,
  after: CulturalData | null,
): AuditFact {
  const id = (after ?? before)?.state.id ?? '';
  return {
    rule: CULTURAL_DATA_AUDIT[verb],
    actor,
    resource: { id: `${project}/${id}`, revision: after?.state.revision ?? (before?.state.revision ?? 0) + 1, projectId: project },
    changes: changesBetween(before?.state ?? null, after?.state ?? null, CULTURAL_DATA_FIELDS),
  };
}
