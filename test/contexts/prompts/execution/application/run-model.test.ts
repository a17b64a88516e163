import fc from 'fast-check';
import { ExecutionSettings } from '#contexts/prompts/execution/application/execution-settings';
import { LanguageModel, type ModelCallOptions, type ModelResponse } from '#contexts/prompts/execution/application/language-model.port';
import { RunModel, type ModelRun } from '#contexts/prompts/execution/application/run-model';
import { RunningExecutions } from '#contexts/prompts/execution/application/running-executions';
import { systemActor } from '#shared/actor';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';

const RESPONSE: ModelResponse = { text: 'ab', usage: { inputTokens: 1, outputTokens: 2 }, model: null, finishReason: 'stop' };

interface Course {
  readonly tenant: string;
  readonly isStream: boolean;
  /** What fails. `caller` leaves before the call, and `reader` when it gets a piece. */
  readonly fails: 'nothing' | 'settings' | 'length' | 'model' | 'middle' | 'reader' | 'caller' | 'silence' | 'stop';
  /** How often the audit log refuses the event. */
  readonly refusals: number;
}

class ScriptedModel extends LanguageModel {
  constructor(private readonly fails: Course['fails']) {
    super();
  }

  async generate(_request: unknown, { signal }: ModelCallOptions): Promise<ModelResponse> {
    signal.throwIfAborted();
    if (this.fails === 'model' || this.fails === 'middle') throw new Error('the model fails');
    if (this.fails === 'silence' || this.fails === 'stop')
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    return RESPONSE;
  }

  async *stream(request: unknown, options: ModelCallOptions): AsyncGenerator<string, ModelResponse, void> {
    if (this.fails === 'model') throw new Error('the model fails');
    yield 'a';
    return await this.generate(request, options);
  }
}

const course = fc.record<Course>({
  tenant: fc.constantFrom('a', 'b'),
  isStream: fc.boolean(),
  fails: fc.constantFrom('nothing', 'settings', 'length', 'model', 'middle', 'reader', 'caller', 'silence', 'stop'),
  refusals: fc.constantFrom(0, 0, 1, 3),
});

describe('the running executions', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are none after any executions, and each call that began is recorded once or its response withheld', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(course, { maxLength: 12 }), async (courses) => {
        const settings = new ExecutionSettings({
          ...{ publicProviders: true, endpoints: [], prices: [], keys: { OPENAI_API_KEY: 'k' }, maxOutputTokens: 10 },
          ...{ concurrent: 4, concurrentPerTenant: 3, maxInputBytes: 10 },
        } as unknown as ExecutionSettings['values']);
        const running = new RunningExecutions(settings);
        const attempts = courses.map(async ({ tenant, isStream, fails, refusals }) => {
          let recorded = 0;
          let left = refusals;
          const outbox = { append: () => (recorded += 1) } as unknown as Outbox;
          const unitOfWork = {
            run: (work: () => Promise<unknown>) => ((left -= 1) >= 0 ? Promise.reject(new Error('busy')) : work()),
          } as unknown as UnitOfWork;
          const caller = new AbortController();
          if (fails === 'caller') caller.abort();
          if (fails === 'silence') setTimeout(() => caller.abort(), 50);
          const run = {
            actor: { ...systemActor('test'), tenantId: tenant },
            model: {
              ...{ id: 'm', name: 'gpt', provider: fails === 'settings' ? 'anthropic' : 'openai' },
              apiIdentifier: null,
              project: 'p',
            },
            ...{ purpose: 'text', system: null, prompt: null, text: fails === 'length' ? 'x'.repeat(11) : 'x' },
          } as unknown as ModelRun;
          const onText = (): Promise<void> => (fails === 'reader' ? Promise.reject(new Error('gone')) : Promise.resolve());
          const options = { signal: caller.signal, ...(isStream ? { onText } : {}) };
          const code = await new RunModel(new ScriptedModel(fails), settings, running, outbox, unitOfWork).execute(run, options).then(
            () => 'done',
            (error: unknown) => (error as { code?: string }).code,
          );
          return { code, recorded };
        });
        setTimeout(() => void running.stop(), 100);
        await jest.runAllTimersAsync();
        for (const { code, recorded } of await Promise.all(attempts)) {
          const neverBegan = ['execution.too_many', 'execution.input_too_long', 'execution.key_missing', 'execution.unrecorded'];
          expect([code, recorded]).toEqual([expect.any(String), neverBegan.includes(code ?? '') ? 0 : 1]);
        }
        expect(running.count).toBe(0);
        // Room for all again.
        for (const tenant of ['a', 'a', 'a', 'b']) running.begin(tenant);
      }),
      { numRuns: 60 },
    );
  });
});
