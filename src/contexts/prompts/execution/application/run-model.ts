import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { requireProvider, type CatalogModel, type ExecutableModel } from '../domain/executable-model';
import { EXECUTION_AUDIT } from '../domain/execution-audit';
import { ExecutionFailed, InputTooLong } from '../domain/execution-errors';
import { costOf, type Cost } from '../domain/model-price';
import type { ExecutionSettings } from './execution-settings';
import type { LanguageModel, ModelRequest, ModelResponse } from './language-model.port';
import type { RunningExecutions } from './running-executions';

/** The version of a prompt whose text is sent. */
export interface ExecutedPrompt {
  readonly project: string;
  readonly prompt: string;
  readonly version: string;
  /** The language code of the text. */
  readonly language: string;
}

/** One call of a model. */
export interface ModelRun {
  readonly actor: Actor;
  readonly model: CatalogModel;
  /** What the call is for: the text of a prompt, a bare text, a system prompt with a user's text, or the structure of a prompt. */
  readonly purpose: 'prompt' | 'text' | 'system_prompt' | 'structure';
  readonly system: string | null;
  readonly text: string;
  /** Null for texts that belong to no prompt. */
  readonly prompt: ExecutedPrompt | null;
  /** The slug of the project that the call is made for, if that is not the project of the model. */
  readonly project?: string;
  /** The name of the system prompt, if there is one. */
  readonly systemPrompt?: string;
}

export interface RunOptions {
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal;
  /** Gets the response piece by piece. The next piece is read when it has resolved. */
  readonly onText?: (text: string) => Promise<void>;
}

export interface FinishedRun extends ModelResponse {
  readonly executed: ExecutableModel;
  readonly durationMs: number;
  /** Null without a price. */
  readonly cost: Cost | null;
}

/** How a run ended, for the audit log. */
interface Ending {
  readonly response: ModelResponse | null;
  readonly durationMs: number;
  readonly failure: ExecutionFailed | null;
}

const RECORDING_ATTEMPTS = 3;
const RECORDING_PAUSE_MS = 200;

/**
 * Calls a model once, within the bounds of the tenant and the process, and puts `execution.run` in the audit log: whether the model
 * responded, failed, or the caller left. Nothing of the texts is recorded.
 */
export class RunModel {
  constructor(
    private readonly languageModel: LanguageModel,
    private readonly settings: ExecutionSettings,
    private readonly running: RunningExecutions,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws ExecutionFailed, InputTooLong or TooManyExecutions, and Invalid for a provider that JAPM cannot call. */
  async execute(run: ModelRun, options: RunOptions): Promise<FinishedRun> {
    const { actor, model, system, text, prompt } = run;
    const executed = this.settings.executable(actor.tenantId, model, requireProvider(model, '/modelId'));
    this.#requireFit(`${system ?? ''}${text}`);
    const request: ModelRequest = { model: executed, system, text, prompt: prompt && { name: prompt.prompt, version: prompt.version } };
    const { signal: ending, end } = this.running.begin(actor.tenantId);
    const startedAt = performance.now();
    const took = (): number => Math.round(performance.now() - startedAt);
    try {
      const response = await this.#respond(request, { ...options, signal: AbortSignal.any([options.signal, ending]) });
      const durationMs = took();
      await this.#record(run, executed, { response, durationMs, failure: null });
      return { ...response, executed, durationMs, cost: costOf(this.settings.values.prices, executed.identifier, response.usage) };
    } catch (error) {
      const failure = failureOf(error, options.signal.aborted || ending.aborted);
      if (!failure.recorded) await this.#record(run, executed, { response: null, durationMs: took(), failure });
      throw failure;
    } finally {
      end();
    }
  }

  async #respond(request: ModelRequest, { signal, onText }: RunOptions): Promise<ModelResponse> {
    if (!onText) return this.languageModel.generate(request, { signal });
    const pieces = this.languageModel.stream(request, { signal });
    try {
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) return value;
        await onText(value);
      }
    } finally {
      // Where onText has failed, this ends the call at the provider.
      await pieces.return(undefined as never).catch(() => undefined);
    }
  }

  #requireFit(text: string): void {
    const { maxInputBytes } = this.settings.values;
    const bytes = Buffer.byteLength(text);
    if (bytes > maxInputBytes) throw new InputTooLong(bytes, maxInputBytes);
  }

  /** Its own transaction, after the call: none is open while the provider is called. The data has left, so a busy database is asked again. */
  async #record(run: ModelRun, executed: ExecutableModel, ending: Ending): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.unitOfWork.run(() => {
          this.outbox.append(this.#fact(run, executed, ending));
          return Promise.resolve();
        });
        if (ending.failure) ending.failure.recorded = true;
        return;
      } catch (error) {
        if (attempt === RECORDING_ATTEMPTS) throw unrecorded(error, executed);
        await new Promise((resolve) => setTimeout(resolve, attempt * RECORDING_PAUSE_MS));
      }
    }
  }

  #fact(
    { actor, model, purpose, prompt, project, systemPrompt }: ModelRun,
    executed: ExecutableModel,
    { response, durationMs, failure }: Ending,
  ) {
    const { inputTokens = null, outputTokens = null } = response?.usage ?? {};
    const cost = response && costOf(this.settings.values.prices, executed.identifier, response.usage);
    return auditFact({
      rule: EXECUTION_AUDIT.run,
      actor,
      project: prompt?.project ?? project ?? model.project,
      path: [prompt?.prompt ?? model.id],
      outcome: failure ? 'failed' : 'success',
      details: {
        purpose,
        ended: endOf(failure),
        ...(failure ? { code: failure.code } : {}),
        model: { id: executed.id, name: executed.name, identifier: executed.identifier, project: model.project },
        provider: executed.provider,
        endpoint: executed.endpoint,
        ...(prompt ? { prompt: prompt.prompt, version: prompt.version, language: prompt.language } : {}),
        ...(systemPrompt === undefined ? {} : { systemPrompt }),
        ...{ inputTokens, outputTokens, durationMs },
        ...(cost ? { cost } : {}),
      },
    });
  }
}

function endOf(failure: ExecutionFailed | null): 'completed' | 'failed' | 'cancelled' | 'timed_out' {
  if (!failure) return 'completed';
  return failure.fault === 'cancelled' ? 'cancelled' : failure.fault === 'timeout' ? 'timed_out' : 'failed';
}

function failureOf(error: unknown, isCancelled: boolean): ExecutionFailed {
  if (error instanceof ExecutionFailed && error.recorded) return error;
  if (isCancelled) return new ExecutionFailed('cancelled', 'The execution was cancelled');
  return error instanceof ExecutionFailed ? error : new ExecutionFailed('provider_failed', 'The model could not be executed');
}

/** The audit log is not told twice: the attempt's own event would fail as this one has. */
function unrecorded(cause: unknown, { id, endpoint }: ExecutableModel): ExecutionFailed {
  const message = `The execution of model '${id}' at '${endpoint}' could not be put in the audit log, and its response is withheld`;
  const failure = new ExecutionFailed('unrecorded', message);
  failure.recorded = true;
  failure.cause = cause;
  return failure;
}
