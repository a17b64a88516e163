import type { EntitySubscriberInterface } from 'typeorm';
import { requestOrigin } from '#platform/observability/request-context';
import type { TestingApp } from '../testing-app';

/** Hears every statement of an application and knows the request that it was made for, by the id that the test gave it. */
export class Statements {
  readonly #byRequest = new Map<string, string[]>();

  constructor({ product: { database } }: TestingApp) {
    const listener: EntitySubscriberInterface = {
      beforeQuery: ({ query }) => {
        const requestId = requestOrigin().callerRequestId ?? null;
        if (requestId !== null) this.#byRequest.set(requestId, [...this.of(requestId), query]);
      },
    };
    for (const source of new Set([database.writer, database.reader])) source.subscribers.push(listener);
  }

  of(requestId: string): readonly string[] {
    return this.#byRequest.get(requestId) ?? [];
  }
}
