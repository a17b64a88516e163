import type { Activity } from '../../application/read-activity';
import type { Stats } from '../../domain/stats';

/** The numbers of a tenant, of the projects that the caller may see. */
export interface DashboardStatsDto {
  /**
   * Projects of the tenant.
   * @example 4
   */
  activeProjects: number;
  /**
   * Users of the tenant that were changed or signed in during the last 30 days.
   * @example 12
   */
  activeUsers: number;
  /**
   * Successful executions of prompts by a model.
   * @example 310
   */
  executedPrompts: number;
  /** @example 3 */
  activeModels: number;
  /**
   * Enabled assets.
   * @example 17
   */
  activeAssets: number;
  /** @example 42 */
  activePrompts: number;
  /** @example 5 */
  configuredRegions: number;
  /** @example 9 */
  culturalDataEntries: number;
}

export interface ActivityChangesDto {
  /**
   * The fields before the change. Absent where the entity did not exist.
   * @example { "name": "Order mail" }
   */
  old?: Record<string, unknown>;
  /**
   * The fields after the change. Absent where the entity is gone.
   * @example { "name": "Order confirmation" }
   */
  new?: Record<string, unknown>;
}

/** Something that a user did successfully in a project. */
export interface ActivityDto {
  /**
   * Id of the audit event.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21"
   */
  id: string;
  /** @example "2026-01-31T09:30:00.123Z" */
  timestamp: string;
  /** @example "UPDATE" */
  action: 'CREATE' | 'UPDATE' | 'DELETE' | 'PUBLISH' | 'UNPUBLISH' | 'APPROVE' | 'REJECT' | 'DEPLOY' | 'ROLLBACK';
  /** @example "PROMPT" */
  entityType:
    | 'PROMPT'
    | 'PROMPT_VERSION'
    | 'PROMPT_TRANSLATION'
    | 'PROMPT_ASSET'
    | 'PROMPT_ASSET_VERSION'
    | 'ASSET_TRANSLATION'
    | 'PROJECT'
    | 'ENVIRONMENT'
    | 'AI_MODEL'
    | 'TAG'
    | 'REGION'
    | 'CULTURAL_DATA'
    | 'RAG_DOCUMENT'
    | 'DEPLOYMENT'
    | 'DEPLOYMENT_ITEM';
  /**
   * The names that lead to the entity inside its project, such as `order-mail/1.0.0` for a version; for a project its id.
   * @example "order-mail"
   */
  entityId: string;
  /**
   * The acting user, also where an API key acted for them.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22"
   */
  userId: string;
  /**
   * Their name at that time, or else their e-mail address; null when unknown or erased.
   * @example "Ann"
   */
  userName: string | null;
  /** @example "shop" */
  projectId: string;
  /** @example "Shop" */
  projectName: string;
  /**
   * Further details. Absent where there are none.
   * @example { "environment": "production" }
   */
  details?: Record<string, unknown>;
  /** The changed fields. Absent where the event has none. A text of more than 256 bytes is recorded as `{sha256, length}`. */
  changes?: ActivityChangesDto;
}

/** How far a rebuild of the dashboard is. */
export interface DashboardRebuildDto {
  /** Whether a rebuild runs. */
  isRunning: boolean;
  /**
   * The number of events that the rebuild has handled; when none runs, that of the dashboard in use.
   * @example 1200
   */
  handled: number;
  /**
   * The number of events in the audit log.
   * @example 4800
   */
  events: number;
}

export const statsDto = (stats: Stats): DashboardStatsDto => ({ ...stats });

export function activityDto({ event, action, entityType, entityId, projectId, projectName }: Activity): ActivityDto {
  const { actor, details } = event;
  const changes = changesDto(event);
  return {
    id: event.id,
    timestamp: `${event.time.slice(0, -4)}Z`,
    action,
    entityType,
    entityId,
    userId: actor.id,
    userName: actor.name === '' ? actor.email : (actor.name ?? actor.email),
    projectId,
    projectName,
    ...(Object.keys(details).length > 0 && { details: { ...details } }),
    ...(changes && { changes }),
  };
}

/** Null stands for a field that did not exist before, or does not exist any more. */
function changesDto({ changes, resource, action }: Activity['event']): ActivityChangesDto | null {
  const entries = Object.entries(changes);
  if (entries.length === 0) return null;
  const side = (of: 'before' | 'after'): Record<string, unknown> => Object.fromEntries(entries.map(([field, each]) => [field, each[of]]));
  const isNew = resource.revision === 1 && entries.every(([, { before }]) => before === null);
  const isGone = action.endsWith('.delete');
  return { ...(!isNew && { old: side('before') }), ...(!isGone && { new: side('after') }) };
}
