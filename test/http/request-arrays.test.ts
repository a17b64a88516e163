import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import fc from 'fast-check';
import { handlerAt } from '#platform/http/tsoa/addressed-route';
import { RegisterRoutes } from '#platform/http/generated/routes';
import { InputValidation } from '#platform/http/tsoa/input-validation';
import { SCALARS } from '#platform/http/tsoa/scalar-input';
import { Invalid } from '#shared/errors';
import { bodyWith, REQUEST_ARRAYS, type RequestArray } from './walks/request-arrays';

const nameOf = ({ operation, place }: RequestArray): string => `${operation} ${place.join('.')}`;
const named = REQUEST_ARRAYS.map((each) => [nameOf(each), each] as const);
/** Arrays whose route names a smaller bound (wire contract, section 8). */
const SMALLER: Readonly<Record<string, number>> = {
  // Each item is as much work as a request of its own.
  'ResolveBatch_resolve items': 100,
};
const filled = (count: number, element: unknown): unknown[] => Array.from({ length: count }, () => structuredClone(element));

describe('arrays in requests', () => {
  let app: Express;
  let steps: jest.SpiedFunction<InputValidation['check']>;

  beforeAll(() => {
    app = express();
    RegisterRoutes(app);
    // Nothing behind the validation is there.
    app.locals.container = { get: () => ({}) };
  });
  beforeEach(() => {
    steps = jest.spyOn(InputValidation.prototype, 'check');
  });
  afterEach(() => {
    steps.mockRestore();
  });

  /** What the route's own handler says of a body, and in how many steps of validation. */
  async function validated(
    { method, path, place }: RequestArray,
    elements: readonly unknown[],
  ): Promise<{ steps: number; error: unknown }> {
    const { handler, parameters } = handlerAt(app, method, path.replaceAll(/[{}]/gu, ''));
    const request = { app, params: parameters, query: {}, body: bodyWith(place, elements), header: () => undefined };
    steps.mockClear();
    const error = await new Promise((resolve) => {
      void (handler as (request: unknown, response: unknown, next: (error: unknown) => void) => unknown)(request, {}, resolve);
    });
    return { steps: steps.mock.calls.length, error };
  }

  it('are found', () => {
    expect(REQUEST_ARRAYS.length).toBeGreaterThanOrEqual(26);
  });

  it.each(named.filter(([name]) => !(name in SMALLER)))('%s has a bound of 500 or more', (_name, { maxItems }) => {
    expect(maxItems).toBeGreaterThanOrEqual(500);
  });

  it.each(Object.entries(SMALLER))('%s has the bound of %d that its route names', (name, bound) => {
    expect(named.find(([each]) => each === name)?.[1].maxItems).toBe(bound);
  });

  it.each(named)('%s: one element too many is told without a look at any', async (_name, array) => {
    const most = array.maxItems ?? 0;
    const faultsAt = (error: unknown): unknown => (error instanceof Invalid ? error.errors.map((each) => each.message) : error);
    const few = await validated(array, filled(most + 1, 7));
    const many = await validated(array, filled(40 * most, { unknown: 1 }));
    expect(many.steps).toBe(few.steps);
    for (const { error } of [few, many])
      expect(faultsAt(error)).toEqual(expect.arrayContaining([expect.stringMatching(`must have at most ${most} elements`) as string]));
  });

  it.each(named)('%s: twice as many elements take at most twice as many steps, and 100 faults end it', async (_name, array) => {
    const faulty = array.ofObjects ? fc.constantFrom({}, { x: 1 }, 7, { name: 7, key: [] }) : fc.constantFrom(7, {}, null);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 250 }), faulty, async (count, element) => {
        const [once, twice] = [await validated(array, filled(count, element)), await validated(array, filled(2 * count, element))];
        expect(twice.steps).toBeLessThanOrEqual(2 * once.steps);
        if (count > 100) expect(twice.steps).toBe(once.steps);
        for (const { error } of [once, twice]) {
          expect(error).toBeInstanceOf(Invalid);
          expect((error as Invalid).errors.length).toBeLessThanOrEqual(101);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('of good elements take as many steps as they have values', async () => {
    const [array] = REQUEST_ARRAYS.filter(({ operation }) => operation === 'Changes_apply');
    const change = { action: 'create', resource: 'tag', body: {} };
    if (!array) throw new Error('there is no change set');
    const [once, twice] = [await validated(array, filled(100, change)), await validated(array, filled(200, change))];
    expect(once.error).not.toBeInstanceOf(Invalid);
    expect(twice.steps).toBeLessThanOrEqual(2 * once.steps);
  });
});

describe('the validation of inputs', () => {
  const routes = readFileSync(join(__dirname, '../../src/platform/http/generated/routes.ts'), 'utf8');
  const namesIn = (pattern: RegExp): string[] => [...new Set([...routes.matchAll(pattern)].map((each) => each[1] ?? ''))].toSorted();

  it('knows every type and every bound that tsoa wrote into the routes', () => {
    const structures = ['array', 'enum', 'nestedObjectLiteral', 'object', 'refAlias', 'refEnum', 'refObject', 'union'];
    // Times are texts in requests, and read by their own rule; tsoa has a type for them in answers only.
    expect([...structures, ...Object.keys(SCALARS), 'datetime']).toEqual(expect.arrayContaining(namesIn(/"dataType": ?"(\w+)"/gu)));
    const bounds = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern'];
    expect(bounds).toEqual(expect.arrayContaining(namesIn(/"(\w+)":\{"value"/gu)));
    expect(namesIn(/"in": ?"(\w+)"/gu)).toEqual(['body', 'header', 'path', 'query', 'request']);
  });
});
