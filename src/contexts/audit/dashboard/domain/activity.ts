import type { DashboardFact } from './dashboard-fact';

/** What clients call what was done (wire contract, 1.8). The order is stored: add new values at the end. */
export const ACTIVITY_ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'PUBLISH', 'UNPUBLISH', 'APPROVE', 'REJECT', 'DEPLOY', 'ROLLBACK'] as const;
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/** What clients call the kind of thing that it was done to (wire contract, 1.8). The order is stored: add new values at the end. */
export const ACTIVITY_ENTITY_TYPES = [
  'PROMPT',
  'PROMPT_VERSION',
  'PROMPT_TRANSLATION',
  'PROMPT_ASSET',
  'PROMPT_ASSET_VERSION',
  'ASSET_TRANSLATION',
  'PROJECT',
  'ENVIRONMENT',
  'AI_MODEL',
  'TAG',
  'REGION',
  'CULTURAL_DATA',
  'RAG_DOCUMENT',
  'DEPLOYMENT',
  'DEPLOYMENT_ITEM',
] as const;
export type ActivityEntityType = (typeof ACTIVITY_ENTITY_TYPES)[number];

/** The type of a resource in the audit log → the type for clients. Resources of other types are no activity. */
const ENTITY_TYPES: Readonly<Record<string, ActivityEntityType>> = {
  prompt: 'PROMPT',
  version: 'PROMPT_VERSION',
  translation: 'PROMPT_TRANSLATION',
  asset: 'PROMPT_ASSET',
  asset_version: 'PROMPT_ASSET_VERSION',
  asset_translation: 'ASSET_TRANSLATION',
  project: 'PROJECT',
  member: 'PROJECT',
  environment: 'ENVIRONMENT',
  pointer: 'ENVIRONMENT',
  release_rules: 'ENVIRONMENT',
  ai_model: 'AI_MODEL',
  tag: 'TAG',
  region: 'REGION',
  cultural_data: 'CULTURAL_DATA',
  rag_document: 'RAG_DOCUMENT',
  deployment: 'DEPLOYMENT',
};

/** The verb of an action in the audit log → the action for clients. Verbs that are not here are no activity. */
const ACTIONS: Readonly<Record<string, ActivityAction>> = {
  create: 'CREATE',
  request: 'CREATE',
  update: 'UPDATE',
  activate: 'UPDATE',
  archive: 'UPDATE',
  restore: 'UPDATE',
  confirm: 'UPDATE',
  cancel: 'UPDATE',
  move: 'UPDATE',
  remove: 'UPDATE',
  grant: 'UPDATE',
  revoke: 'UPDATE',
  replace: 'UPDATE',
  propose: 'UPDATE',
  discard: 'UPDATE',
  delete: 'DELETE',
  request_publish: 'PUBLISH',
  publish: 'PUBLISH',
  unpublish: 'UNPUBLISH',
  approve: 'APPROVE',
  approve_publish: 'APPROVE',
  reject: 'REJECT',
  reject_publish: 'REJECT',
  deploy: 'DEPLOY',
  rollback: 'ROLLBACK',
};

export interface ActivityKind {
  readonly action: ActivityAction;
  readonly entityType: ActivityEntityType;
}

/** The kind of activity that a successful event under a project is; null when it is none. */
export function activityKindOf({ action, resource, details }: Pick<DashboardFact, 'action' | 'resource' | 'details'>): ActivityKind | null {
  const verb = ACTIONS[action.slice(action.lastIndexOf('.') + 1)];
  const entityType = ENTITY_TYPES[resource.type];
  if (!verb || !entityType) return null;
  // The pointers that a deployment or its rollback moves are part of that activity.
  if (resource.type === 'pointer' && details.deployment !== undefined) return null;
  return { action: verb, entityType };
}

/** The id of the entity for clients: what leads to it inside its project. For the parts of a project or an environment it is theirs. */
export function entityIdOf({ type, id, projectId }: DashboardFact['resource']): string {
  if (type === 'project' || type === 'member') return projectId ?? id;
  const inside = projectId !== null && id.startsWith(`${projectId}/`) ? id.slice(projectId.length + 1) : id;
  return type === 'pointer' || type === 'release_rules' ? (inside.split('/')[0] ?? inside) : inside;
}
