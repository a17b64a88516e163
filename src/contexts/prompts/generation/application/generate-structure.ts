import type { Actor } from '#shared/actor';
import { referredTo } from '#shared/errors';
import { Validation } from '#shared/validation';
import type { RunModel, RunOptions } from '../../execution/application/run-model';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { SystemPromptRepository } from '../../system-prompt/application/system-prompt-repository.port';
import { structureFrom, type GeneratedStructure } from '../domain/generated-structure';
import { ResponseCutOff } from '../domain/generation-errors';
import type { GeneratorModels } from './generator-models.port';

export interface GenerateStructureCommand {
  readonly actor: Actor;
  /** The slug of the project. */
  readonly project: string;
  /** Describes the task of the prompt. */
  readonly userPrompt: string;
}

// The names of the wire contract, 4.1.
const MODEL = 'gpt-4o';
const SYSTEM_PROMPT = 'prompt-generator';

/** Lets a model design a prompt with its assets and translations. It stores nothing but the event of the call. */
export class GenerateStructure {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly models: GeneratorModels,
    private readonly systemPrompts: SystemPromptRepository,
    private readonly runModel: RunModel,
  ) {}

  /** Throws NotFound without the project, the model or the system prompt, ResponseInvalid and ResponseCutOff, and the errors of a run. */
  async execute(
    { actor, project: slug, userPrompt }: GenerateStructureCommand,
    options: Pick<RunOptions, 'signal'>,
  ): Promise<GeneratedStructure> {
    const project = await this.catalog.project(actor, slug, 'prompt:execute');
    const text = guarded(userPrompt);
    const found = await referredTo(this.models.require(actor, project.slug, MODEL));
    const { promptText } = (await referredTo(this.systemPrompts.require(SYSTEM_PROMPT))).state;
    // Only OpenAI has a model of that name.
    const model = { ...found, provider: found.provider === null || found.provider === '' ? 'OpenAI' : found.provider };
    const run = await this.runModel.execute(
      { actor, model, purpose: 'structure', project: project.slug, system: promptText, text, prompt: null, systemPrompt: SYSTEM_PROMPT },
      options,
    );
    if (run.finishReason === 'length') throw new ResponseCutOff();
    return structureFrom(run.text);
  }
}

function guarded(userPrompt: string): string {
  const validation = new Validation('generation.input_invalid');
  const text = validation.text('/userPrompt', userPrompt, { min: 1 });
  if (text.trim() === '' && text !== '') validation.fail('/userPrompt', 'userPrompt should not be empty');
  validation.done();
  return text;
}
