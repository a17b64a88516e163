import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { Invalid, referredTo } from '#shared/errors';
import type { SystemPromptRepository } from '../../system-prompt/application/system-prompt-repository.port';
import { requireProvider } from '../domain/executable-model';
import { filledSystemPrompt } from '../domain/filled-text';
import type { ModelCatalog } from './model-catalog.port';
import type { FinishedRun, RunModel, RunOptions } from './run-model';

export interface ExecuteRawCommand {
  readonly actor: Actor;
  readonly modelId: string;
  readonly systemPrompt: string;
  readonly userText: string;
  readonly variables: ReadonlyMap<string, unknown>;
}

/** Sends a text of the caller to a model, with a system prompt as its instructions. */
export class ExecuteRaw {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly models: ModelCatalog,
    private readonly systemPrompts: SystemPromptRepository,
    private readonly runModel: RunModel,
  ) {}

  async execute({ actor, modelId, systemPrompt: name, userText, variables }: ExecuteRawCommand, options: RunOptions): Promise<FinishedRun> {
    this.policy.requireSomewhere(actor, 'prompt:execute');
    if (userText === '') throw new Invalid('execution.text_empty', [{ pointer: '/userText', message: 'userText should not be empty' }]);
    const model = await referredTo(this.models.require(actor, modelId));
    requireProvider(model, '/aiModelId');
    const { state } = await referredTo(this.systemPrompts.require(name));
    const run = { actor, model, purpose: 'system_prompt', prompt: null, systemPrompt: state.name } as const;
    return this.runModel.execute({ ...run, system: filledSystemPrompt(state.promptText, variables), text: userText }, options);
  }
}
