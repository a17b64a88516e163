import { auditRules } from '#shared/audit';
import { DomainError } from '#shared/errors';
import { firstState, nextState, patched, type ResourceOrigin, type ResourceState } from '#shared/project-resource';
import { Validation } from '#shared/validation';

/** The settings of a model. */
export interface AiModelSettings {
  readonly name: string;
  readonly provider: string | null;
  readonly description: string | null;
  /** The provider's name of the model. */
  readonly apiIdentifier: string | null;
  /** The name of the server's environment variable with the key. The key itself is never stored. */
  readonly apiKeyEnvVar: string | null;
  /** 0 to 2. */
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  readonly supportsJson: boolean;
  /** In tokens. */
  readonly contextWindow: number | null;
}

export type AiModelState = ResourceState & AiModelSettings;

/** A patch; undefined leaves a setting unchanged. */
export type AiModelPatch = Partial<AiModelSettings>;

export const AI_MODEL_FIELDS = [
  'name',
  'provider',
  'description',
  'apiIdentifier',
  'apiKeyEnvVar',
  'temperature',
  'maxTokens',
  'supportsJson',
  'contextWindow',
] as const satisfies readonly (keyof AiModelSettings)[];

export const AI_MODEL_AUDIT = auditRules('ai_model', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });

const HOTTEST = 2;
/** The maximum number of tokens that the column stores. */
const MAX_TOKENS = 2_147_483_647;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/u;

/** A language model for which prompts of a project are written, with its settings. */
export class AiModel {
  private constructor(readonly state: AiModelState) {}

  static create(origin: ResourceOrigin, settings: AiModelSettings): AiModel {
    return new AiModel(firstState(origin, guarded(settings)));
  }

  static restore(state: AiModelState): AiModel {
    return new AiModel(state);
  }

  /** Returns the model after the patch, or the same object when nothing differs. */
  change(patch: AiModelPatch, now: Date): AiModel {
    const after = nextState(this.state, guarded(patched(this.state, AI_MODEL_FIELDS, patch), this.state), now);
    return after === this.state ? this : new AiModel(after);
  }
}

function guarded(input: AiModelSettings, stored = {}): AiModelSettings {
  const validation = new Validation('catalog.ai_model_invalid', stored);
  const line = (field: 'provider' | 'apiIdentifier'): string | null => {
    const value = input[field];
    return value === null ? null : validation.line(`/${field}`, value);
  };
  const settings = {
    name: validation.name('/name', input.name),
    provider: line('provider'),
    description: input.description === null ? null : validation.text('/description', input.description),
    apiIdentifier: line('apiIdentifier'),
    apiKeyEnvVar: input.apiKeyEnvVar === null ? null : guardedVariable(input.apiKeyEnvVar, validation),
    temperature: input.temperature,
    maxTokens: guardedTokens('maxTokens', input.maxTokens, validation),
    supportsJson: input.supportsJson,
    contextWindow: guardedTokens('contextWindow', input.contextWindow, validation),
  };
  if (settings.temperature !== null && !(settings.temperature >= 0 && settings.temperature <= HOTTEST))
    validation.fail('/temperature', `temperature must be between 0 and ${HOTTEST}`);
  validation.done();
  return settings;
}

function guardedVariable(name: string, validation: Validation): string {
  if (!VARIABLE.test(name)) validation.fail('/apiKeyEnvVar', `apiKeyEnvVar must match ${VARIABLE.source}`);
  return validation.name('/apiKeyEnvVar', name, { min: 0 });
}

function guardedTokens(field: 'maxTokens' | 'contextWindow', tokens: number | null, validation: Validation): number | null {
  if (tokens !== null && !(Number.isInteger(tokens) && tokens >= 1 && tokens <= MAX_TOKENS))
    validation.fail(`/${field}`, `${field} must be a whole number from 1 to ${MAX_TOKENS}`);
  return tokens;
}

export class AiModelTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'catalog.ai_model_taken', `AI model '${name}' already exists in this project`);
  }
}
