import type { Actor } from '#shared/actor';
import { Invalid } from '#shared/errors';
import { decodeCursor, encodeCursor, type Page } from '#shared/page';
import type { PromptLookup } from './prompt-lookup';
import type { HistoryEntry, PromptEvents } from './prompt-events.port';

export interface ReadHistoryQuery {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly limit: number;
  readonly cursor: string | null;
}

export interface PromptHistory extends Page<HistoryEntry> {
  /** The number of events that were committed before the read and are not in the log yet. */
  readonly pending: number;
}

/** Lists the changes of a prompt from the audit log with their actors and times, newest first. */
export class ReadHistory {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly events: PromptEvents,
  ) {}

  async execute({ actor, project, prompt: slug, limit, cursor }: ReadHistoryQuery): Promise<PromptHistory> {
    const { prompt } = await this.lookup.require(actor, 'version:read', project, slug);
    const before = cursor === null ? null : positionOf(cursor);
    const located = { tenantId: actor.tenantId, project, slug: prompt.state.slug, createdAt: prompt.state.createdAt };
    const { entries, next, pending } = await this.events.of(located, before, limit);
    return { items: entries, next: next === null ? null : encodeCursor([next]), pending };
  }
}

function positionOf(cursor: string): number {
  const position = decodeCursor(cursor, 1)?.[0];
  if (typeof position !== 'number')
    throw new Invalid('prompts.bad_cursor', [{ pointer: '?cursor', message: 'cursor must come from a response of this API' }]);
  return position;
}
