import type { AuditEventView, ResourceAuditLog } from '#contexts/audit/index';
import { PROMPT_AUDIT } from '../../domain/prompt-audit';
import { PromptEvents, type HistoryEntry, type HistoryPage } from '../../application/prompt-events.port';

/** The types of resources whose ids are below the id of the prompt: `shop/order-mail/…`. */
const BELOW = ['version', 'translation', 'asset', 'asset_version', 'asset_translation'];

/** Reads the history from the audit log. */
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
      // The id of a pointer is project/environment/prompt; for an asset it is followed by /asset.
      { type: 'pointer', path: project, reach: { behindId: slug } },
    ];
    const filter = { resources, outcome: 'success', ...(await this.#since(prompt, path)) };
    const { events, next, pending } = await this.log.read(tenantId, filter, before, limit);
    return { entries: events.map(entryOf), next, pending };
  }

  /**
   * An earlier prompt may have had the same slug. The history of this one begins at the last creation by position in the log, because the
   * times of events and of rows come from different clocks. It begins by time if that event is no longer kept, or may not be in the log
   * yet.
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
