import type { AuditEventView, ResourceTrail } from '#contexts/audit/index';
import { PromptTrail, type HistoryEntry, type HistoryPage } from '../../application/prompt-trail.port';

/** Whose ids lie below the prompt's own: `shop/order-mail/…`. */
const BELOW = ['version', 'translation', 'asset', 'asset_version', 'asset_translation'];

/** Reads the audit log: what the trail says is what the history shows. */
export class LogPromptTrail extends PromptTrail {
  constructor(private readonly trail: ResourceTrail) {
    super();
  }

  async of(prompt: Parameters<PromptTrail['of']>[0], before: number | null, limit: number): Promise<HistoryPage> {
    const { tenantId, project, slug, createdAt } = prompt;
    const path = `${project}/${slug}`;
    const resources = [
      { type: 'prompt', path, reach: 'itself' as const },
      ...BELOW.map((type) => ({ type, path, reach: 'below' as const })),
      // A pointer's id is project/environment/prompt, with /asset behind it for what an environment has of an asset.
      { type: 'pointer', path: project, reach: { behindId: slug } },
    ];
    // Another prompt may have had the slug before.
    const filter = { resources, outcome: 'success', fromUs: createdAt.getTime() * 1000 };
    const { events, next, pending } = await this.trail.read(tenantId, filter, before, limit);
    return { entries: events.map(entryOf), next, pending };
  }
}

function entryOf({ id, time, action, risk, resource, actor, changes, details }: AuditEventView): HistoryEntry {
  return {
    id,
    time,
    action,
    risk,
    resource: { type: resource.type, id: resource.id, revision: resource.revision },
    actor: { type: actor.type, id: actor.id, name: actor.name, email: actor.email },
    changes,
    details,
  };
}
