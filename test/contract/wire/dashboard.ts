import { z } from 'zod';
import { Activity, Project, Stats, Tag } from './shapes';
import { bad, good, type Row } from './table';

const activities = (route: string): Row[] => [
  good(route, 200, z.array(Activity).length(2), {
    what: 'shows what was done, newest first',
    as: 'user',
    says: [
      { action: 'CREATE', entityType: 'TAG', projectId: 'shop', projectName: 'Shop', changes: { new: { name: 'mail' } } },
      { action: 'CREATE', entityType: 'PROJECT', entityId: 'shop' },
    ],
  }),
  good(route, 200, z.array(Activity).length(2), {
    what: 'ignores empty values',
    query: 'limit=&offset=&userId=&projectId=&entityType=&action=',
  }),
  good(route, 200, z.array(Activity).length(1), { what: 'pages', query: 'limit=1&offset=1', says: [{ entityType: 'PROJECT' }] }),
  good(route, 200, z.array(Activity).length(1), { what: 'filters', query: 'projectId=shop&entityType=TAG&action=CREATE' }),
  good(route, 200, z.array(Activity).length(0), { what: 'shows another tenant nothing', as: 'stranger', query: 'projectId=shop' }),
  bad(route, 'unknown action', 400, { query: 'action=create' }),
  bad(route, 'unknown entity type', 400, { query: 'entityType=TEXT' }),
  bad(route, 'limit above its maximum', 400, { query: 'limit=101' }),
  bad(route, 'negative offset', 400, { query: 'offset=-1' }),
  bad(route, 'consumer', 403, { as: 'prompt_consumer' }),
  bad(route, 'nobody', 401, { as: 'nobody' }),
];

/** Section 5.5 of the wire contract. */
export const DASHBOARD: readonly Row[] = [
  good('POST /api/projects', 201, Project, { what: 'is the place', body: { name: 'Shop' }, keeps: { projectId: 'id' } }),
  good('POST P/tags', 201, Tag, { what: 'is what happens there', body: { name: 'mail' } }),
  good('GET /api/dashboard/stats', 200, Stats, { as: 'user', says: { activeProjects: 1, activePrompts: 0 } }),
  good('GET /api/dashboard/stats', 200, Stats, { what: 'ignores an empty project', query: 'projectId=' }),
  good('GET /api/dashboard/stats', 200, Stats, { what: 'is limited to a project', query: 'projectId=shop', says: { activeModels: 0 } }),
  good('GET /api/dashboard/stats', 200, Stats, {
    what: 'counts the own tenant',
    as: 'stranger',
    says: { activeProjects: 0, activeUsers: 1 },
  }),
  bad('GET /api/dashboard/stats', 'consumer', 403, { as: 'prompt_consumer' }),
  bad('GET /api/dashboard/stats', 'nobody', 401, { as: 'nobody' }),
  ...activities('GET /api/dashboard/recent-activity'),
  ...activities('GET /api/dashboard/activity'),
];
