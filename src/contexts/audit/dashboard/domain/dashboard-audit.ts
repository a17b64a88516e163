import { auditRules } from '#shared/audit';

/** Reads are recorded only when refused. A rebuild changes nothing but the dashboard. */
export const DASHBOARD_AUDIT = auditRules('dashboard', { read: 'none', rebuild: 'medium', progress: 'none' });
