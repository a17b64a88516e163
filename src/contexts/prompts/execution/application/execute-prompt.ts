import type { Actor } from '#shared/actor';
import type { AccessPolicy } from '#shared/access-policy.port';
import { Invalid, referredTo } from '#shared/errors';
import type { ServedPrompt, ServePrompt } from '../../resolution/application/serve-prompt';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { requireProvider, type CatalogModel } from '../domain/executable-model';
import { filledText } from '../domain/filled-text';
import type { ModelCatalog } from './model-catalog.port';
import type { FinishedRun, ModelRun, RunModel, RunOptions } from './run-model';

/** The text to send: that of a prompt, or a bare one. */
export type ExecutedText =
  | {
      readonly project: string;
      readonly prompt: string;
      /** A tag or `latest`. */
      readonly versionTag: string;
      readonly languageCode: string | null;
    }
  | {
      readonly promptText: string;
      /** Null: none was given. */
      readonly project: string | null;
    };

export interface ExecutePromptCommand {
  readonly actor: Actor;
  readonly modelId: string;
  readonly text: ExecutedText;
  readonly variables: ReadonlyMap<string, unknown>;
}

export interface ExecutedRun {
  readonly model: CatalogModel;
  /** Null for a bare text. */
  readonly served: ServedPrompt | null;
  readonly run: FinishedRun;
}

/** Sends the text of a prompt, resolved as it would be served, or a bare text to a model. */
export class ExecutePrompt {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly models: ModelCatalog,
    private readonly servePrompt: ServePrompt,
    private readonly catalog: ProjectCatalog,
    private readonly runModel: RunModel,
  ) {}

  async execute(command: ExecutePromptCommand, options: RunOptions): Promise<ExecutedRun> {
    const { actor, modelId } = command;
    this.policy.requireSomewhere(actor, 'prompt:execute');
    const model = await referredTo(this.models.require(actor, modelId));
    requireProvider(model, '/modelId');
    const { served, ...texts } = await referredTo(this.#textOf(command));
    if (texts.text === '')
      throw new Invalid('execution.text_empty', [{ pointer: '/promptText', message: 'the text for the model is empty' }]);
    const run = await this.runModel.execute({ actor, model, system: null, ...texts }, options);
    return { model, served, run };
  }

  async #textOf({
    actor,
    text,
    variables,
  }: ExecutePromptCommand): Promise<Pick<ModelRun, 'text' | 'purpose' | 'prompt'> & Pick<ExecutedRun, 'served'>> {
    if ('promptText' in text) {
      if (text.project !== null) await this.catalog.project(actor, text.project, 'prompt:execute');
      return { text: filledText(text.promptText, variables), purpose: 'text', prompt: null, served: null };
    }
    const served = await this.servePrompt.execute({
      ...{ actor, variables, ...text },
      use: 'execute',
      languagePointer: '/languageCode',
      environmentName: null,
      processed: true,
      includeAssets: false,
      strict: false,
    });
    const { project, prompt, version, language } = served;
    return {
      text: served.text,
      purpose: 'prompt',
      prompt: { project: project.slug, prompt: prompt.state.slug, version: version.state.versionTag, language: language.served },
      served,
    };
  }
}
