import { nextTurn } from '#shared/event-loop';
import { BatchBudget } from '../domain/batch-budget';
import type { ResolvedPrompt, ResolvePrompt, ResolvePromptCommand } from './resolve-prompt';
import type { Templates } from './templates';

/** The length of what a response shows of a text that was put in, beside the text itself. */
const CHARACTERS_PER_FRAGMENT = 512;

export interface BatchItem {
  /** Throws where what it asks for has not the form of a request. */
  readonly command: () => Promise<ResolvePromptCommand>;
}

export type BatchOutcome = { readonly resolved: ResolvedPrompt; readonly asOf: Date | null } | { readonly error: unknown };

/**
 * Resolves several prompts, each as {@link ResolvePrompt} does it alone. What one of them has read is not read again for the others, the
 * bounds of {@link BatchBudget} hold for all of them, and between two of them other requests have their turn.
 */
export class ResolveBatch {
  constructor(
    private readonly resolvePrompt: ResolvePrompt,
    private readonly templates: Templates,
  ) {}

  /** The outcomes in the order of the items, as they come about. */
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
