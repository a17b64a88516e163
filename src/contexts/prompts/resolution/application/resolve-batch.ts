import { nextTurn } from '#shared/event-loop';
import { BatchBudget } from '../domain/batch-budget';
import type { ResolvedPrompt, ResolvePrompt, ResolvePromptCommand } from './resolve-prompt';
import type { Templates } from './templates';

/** The length of the description of an included text in a response, besides the text itself. */
const CHARACTERS_PER_FRAGMENT = 512;

export interface BatchItem {
  /** Throws if the item is not a well-formed request. */
  readonly command: () => Promise<ResolvePromptCommand>;
}

export type BatchOutcome = { readonly resolved: ResolvedPrompt; readonly asOf: Date | null } | { readonly error: unknown };

/**
 * Resolves several prompts, each like {@link ResolvePrompt}. The items share what was read, and the bounds of {@link BatchBudget} apply to
 * all of them together. Other requests have their turn between two items.
 */
export class ResolveBatch {
  constructor(
    private readonly resolvePrompt: ResolvePrompt,
    private readonly templates: Templates,
  ) {}

  /** Yields the outcomes in the order of the items. */
  async *execute(items: readonly BatchItem[]): AsyncGenerator<BatchOutcome> {
    const budget = new BatchBudget();
    const templates = this.templates.shared(budget);
    for (const { command } of items) {
      await nextTurn();
      yield await outcomeOf(async () => {
        const asked = await command();
        const resolved = await this.resolvePrompt.execute(asked, templates);
        const { prompts, assets } = resolved.inlined;
        budget.takeOutput(resolved.text.length + CHARACTERS_PER_FRAGMENT * (prompts.length + assets.length));
        return { resolved, asOf: asked.asOf ?? null };
      });
    }
  }
}

async function outcomeOf(resolve: () => Promise<BatchOutcome>): Promise<BatchOutcome> {
  try {
    return await resolve();
  } catch (error) {
    return { error };
  }
}
