import { SpanStatusCode, trace } from '@opentelemetry/api';
import { recordUseCase } from './metrics';

const tracer = trace.getTracer('japm');

/** Runs `work` in a span and measures it. It records an error on the span and rethrows it. */
function inSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    const startedAt = performance.now();
    let outcome: 'success' | 'error' = 'success';
    try {
      return await work();
    } catch (error) {
      outcome = 'error';
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : String(error) });
      throw error;
    } finally {
      span.end();
      recordUseCase(name, (performance.now() - startedAt) / 1000, outcome);
    }
  });
}

interface UseCase {
  execute(...args: never[]): Promise<unknown>;
}

/** Returns the use case with a span around each `execute`, which has the name of its class. */
export function traced<T extends UseCase>(useCase: T): T {
  const execute = useCase.execute.bind(useCase) as (...args: unknown[]) => Promise<unknown>;
  const name = useCase.constructor.name;
  return Object.defineProperty(useCase, 'execute', { value: (...args: unknown[]) => inSpan(name, () => execute(...args)) });
}
