import type { LanguageModel as SdkModel } from 'ai';
import type { ExecutionSettings } from '../../application/execution-settings';
import { LanguageModel, type ModelCallOptions, type ModelRequest, type ModelResponse } from '../../application/language-model.port';
import type { ExecutableModel } from '../../domain/executable-model';
import { ExecutionFailed } from '../../domain/execution-errors';
import { aiSdk, anthropic, openAi, openAiCompatible } from './ai-sdk.lazy';
import { Deadlines } from './deadlines';
import { providerFailure } from './provider-failure';
import type { ProviderFetch } from './provider-fetch';
import { reported } from './reported';
import { WellFormedPieces } from './well-formed-pieces';

/** Calls models with the AI SDK. Retries, addresses and bounds are those of {@link ProviderFetch}. */
export class AiSdkLanguageModel extends LanguageModel {
  constructor(
    private readonly settings: ExecutionSettings,
    private readonly provider: ProviderFetch,
  ) {
    super();
  }

  async generate(request: ModelRequest, { signal }: ModelCallOptions): Promise<ModelResponse> {
    const deadlines = new Deadlines(this.settings.values, signal);
    try {
      const { text, usage, response, finishReason } = await aiSdk().generateText(this.#call(request, deadlines.signal));
      return { text: text.toWellFormed(), ...reported(usage, response), finishReason };
    } catch (error) {
      throw providerFailure(deadlines.timeout ?? error, request.model.endpoint);
    } finally {
      // The connection of a response that was not read to its end is closed.
      deadlines.abort();
    }
  }

  async *stream(request: ModelRequest, { signal }: ModelCallOptions): AsyncGenerator<string, ModelResponse, void> {
    const deadlines = new Deadlines(this.settings.values, signal);
    const pieces = new WellFormedPieces();
    let text = '';
    let response: Omit<ModelResponse, 'text'> | null = null;
    try {
      deadlines.awaitPiece();
      const { fullStream } = aiSdk().streamText({ ...this.#call(request, deadlines.signal), onError: () => undefined });
      for await (const part of fullStream) {
        // The provider is not late while the caller takes its time.
        deadlines.pieceCame();
        if (part.type === 'error') throw part.error;
        const piece = part.type === 'text-delta' ? pieces.next(part.text) : part.type === 'finish-step' ? pieces.end() : '';
        if (piece !== '') {
          text += piece;
          yield piece;
        }
        // A stream that was cut ends without a reason.
        if (part.type === 'finish-step' && part.rawFinishReason !== undefined)
          response = { ...reported(part.usage, part.response), finishReason: part.finishReason };
        deadlines.awaitPiece();
      }
      // The client library ends the iteration without an error when its signal aborts.
      deadlines.signal.throwIfAborted();
      if (!response) throw new Error('the provider ended the response before it was complete');
      return { text, ...response };
    } catch (error) {
      throw providerFailure(deadlines.timeout ?? error, request.model.endpoint);
    } finally {
      // Also when the caller ends the iteration: the connection to the provider is closed.
      deadlines.abort();
    }
  }

  #call({ model, system, text }: ModelRequest, abortSignal: AbortSignal) {
    return {
      model: this.#client(model),
      ...(system === null ? {} : { system }),
      prompt: text,
      ...(model.temperature === null ? {} : { temperature: model.temperature }),
      maxOutputTokens: model.maxOutputTokens,
      maxRetries: 0,
      abortSignal,
    };
  }

  /** A model object and never a name: the AI SDK would send a name to a gateway of its own. */
  #client({ endpoint: id, identifier, keyVariable }: ExecutableModel): Exclude<SdkModel, string> {
    const endpoint = this.settings.endpoints.find((each) => each.id === id);
    if (!endpoint) throw new ExecutionFailed('endpoint_missing', `This server has no endpoint '${id}'`);
    const apiKey = keyVariable === null ? undefined : this.settings.key(keyVariable);
    const client = { baseURL: endpoint.baseUrl, fetch: this.provider.fetch as typeof fetch };
    // An empty key would make the clients read one from the environment.
    if (endpoint.api === 'anthropic') return anthropic().createAnthropic({ ...client, apiKey: apiKey ?? 'none' })(identifier);
    if (endpoint.api === 'openai')
      return openAi()
        .createOpenAI({ ...client, apiKey: apiKey ?? 'none' })
        .chat(identifier);
    const settings = { ...client, name: endpoint.id, includeUsage: true };
    return openAiCompatible().createOpenAICompatible(apiKey === undefined ? settings : { ...settings, apiKey })(identifier);
  }
}
