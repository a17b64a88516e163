import { atMost } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PastStates } from '../../../text/adapters/persistence/past-states';
import type { PromptReader } from '../../application/prompt-repository.port';
import { Prompt, type PromptState } from '../../domain/prompt';
import { PromptTable } from './prompt.table';

/** The prompts as they stood at a moment. Of those that are gone only the names are known. */
export class PastPrompts implements PromptReader {
  constructor(
    private readonly session: PersistenceSession,
    private readonly at: Date,
  ) {}

  async find(tenantId: string, projectId: string, slug: string): Promise<Prompt | null> {
    const [found] = await this.bySlugs(tenantId, [{ projectId, slug }]);
    return found ?? null;
  }

  async bySlugs(tenantId: string, wanted: readonly Pick<PromptState, 'projectId' | 'slug'>[]): Promise<Prompt[]> {
    if (wanted.length === 0) return [];
    const projectId = [...new Set(wanted.map((each) => each.projectId))];
    const slug = [...new Set(wanted.map((each) => each.slug))];
    const present = await this.session.rows(PromptTable).list({ tenantId, projectId, slug, createdAt: atMost(this.at) });
    const then = { tenantId, kind: 'prompt' as const, parentId: projectId, name: slug, beganAt: atMost(this.at) };
    const past = await new PastStates(this.session, this.at).of(then);
    const found = new Map<string, PromptState>();
    for (const [id, { parentId, name, revision, beganAt }] of past) {
      const times = { createdAt: beganAt, updatedAt: beganAt };
      const unknown = { name, description: null, type: 'USER', ownerUserId: '' } as const;
      found.set(id, { id, tenantId, projectId: parentId, slug: name, revision, ...unknown, ...times });
    }
    for (const each of present) found.set(each.id, each);
    const pairs = new Set(wanted.map((each) => `${each.projectId} ${each.slug}`));
    return [...found.values()].filter((each) => pairs.has(`${each.projectId} ${each.slug}`)).map((each) => Prompt.restore(each));
  }
}
