import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';

export interface SystemPromptContent {
  readonly name: string;
  readonly description: string | null;
  /** Literal: `${name}` stands for a value, and nothing else in it has a meaning. */
  readonly promptText: string;
  readonly category: string | null;
}

export interface SystemPromptState extends SystemPromptContent {
  readonly id: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewSystemPrompt extends SystemPromptContent {
  readonly id: string;
  readonly now: Date;
}

export const SYSTEM_PROMPT_FIELDS = ['name', 'description', 'promptText', 'category'] as const;

const MAX_NAME_LENGTH = 100;
const MAX_DESCRIPTION_LENGTH = 500;
const MAX_CATEGORY_LENGTH = 50;

/** An instruction for a model. All tenants share it, and clients address it by its name. */
export class SystemPrompt {
  private constructor(readonly state: SystemPromptState) {}

  static create({ id, now, ...content }: NewSystemPrompt): SystemPrompt {
    return new SystemPrompt({ id, ...guarded(content), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: SystemPromptState): SystemPrompt {
    return new SystemPrompt(state);
  }

  /** Returns the system prompt after the patch, or the same object when nothing differs. */
  change(patch: Partial<SystemPromptContent>, now: Date): SystemPrompt {
    const { name = this.state.name, promptText = this.state.promptText } = patch;
    const { description = this.state.description, category = this.state.category } = patch;
    const wanted = guarded({ name, description, promptText, category });
    if (SYSTEM_PROMPT_FIELDS.every((field) => wanted[field] === this.state[field])) return this;
    return new SystemPrompt({ ...this.state, ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guarded({ name, description, promptText, category }: SystemPromptContent): SystemPromptContent {
  const validation = new Validation('prompts.system_prompt_invalid');
  const content = {
    name: validation.addressed('/name', name.toWellFormed(), { max: MAX_NAME_LENGTH }),
    description: description === null ? null : validation.text('/description', description, { max: MAX_DESCRIPTION_LENGTH }),
    promptText: validation.text('/promptText', promptText, { min: 1 }),
    category: category === null ? null : validation.line('/category', category, { max: MAX_CATEGORY_LENGTH }),
  };
  validation.done();
  return content;
}

export class SystemPromptTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'prompts.system_prompt_taken', `System prompt '${name}' already exists`);
  }
}

export class SystemPromptNotFound extends NotFound {
  constructor(name: string) {
    super('System prompt', name);
  }
}
