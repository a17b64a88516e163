import type { AuditEventView, ResourceAuditLog } from '#contexts/audit/index';
import { PROMPT_AUDIT } from '../../domain/prompt-audit';
import { PromptEvents, type HistoryEntry, type HistoryPage } from '../../application/prompt-events.port';

/** Whose ids lie below the prompt's own: `shop/order-mail/…`. */
const BELOW = ['version', 'translation', 'asset', 'asset_version', 'asset_translation'];

/** Reads the audit log: what the log says is what the history shows. */
export class LoggedPromptEvents extends PromptEvents {
  constructor(private readonly log: ResourceAuditLog) {
    super();
  }

  async of(prompt: Parameters<PromptEvents['of']>[0], before: number | null, limit: number): Promise<HistoryPage> {
    const { tenantId, project, slug } = prompt;
    const path = `${project}/${slug}`;
    const resources = [
      itself(path),
      ...BELOW.map((type) => ({ type, path, reach: 'below' as const })),
      // A pointer's id is project/environment/prompt, with /asset behind it for what an environment has of an asset.
      { type: 'pointer', path: project, reach: { behindId: slug } },
    ];
    const filter = { resources, outcome: 'success', ...(await this.#since(prompt, path)) };
    const { events, next, pending } = await this.log.read(tenantId, filter, before, limit);
    return { entries: events.map(entryOf), next, pending };
  }

  /**
   * Another prompt may have had the slug before. This one's history begins at the last creation, by its place in the log: the times
   * of events and of rows come from different clocks. By time where that event is not kept any more, or may not be in the log yet.
   */
  async #since(
    { tenantId, createdAt }: Parameters<PromptEvents['of']>[0],
    path: string,
  ): Promise<{ fromSeq: number } | { fromUs: number }> {
    const creations = { resources: [itself(path)], action: PROMPT_AUDIT.create.action, outcome: 'success' };
    const { events, pending } = await this.log.read(tenantId, creations, null, 1);
    return events[0] && pending === 0 ? { fromSeq: events[0].seq } : { fromUs: createdAt.getTime() * 1000 };
  }
}

const itself = (path: string) => ({ type: PROMPT_AUDIT.create.resource, path, reach: 'itself' as const });

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
