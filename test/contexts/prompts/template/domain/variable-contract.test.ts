import { failureOf } from '../../failure-of';
import type { VariableDeclaration } from '../../../../../src/contexts/prompts/template/domain/variable';
import {
  effectiveVariables,
  requireVariables,
  withDefaults,
  withOptionals,
  type VariableUse,
} from '../../../../../src/contexts/prompts/template/domain/variable-contract';
import { variableValues, variableValuesFromJson } from '../../../../../src/contexts/prompts/template/domain/variable-values';

const declared = (name: string, more: Partial<VariableDeclaration> = {}): VariableDeclaration => ({
  name,
  type: 'string',
  required: true,
  default: null,
  description: null,
  example: null,
  ...more,
});
const values = (given: Record<string, unknown>) => new Map(Object.entries(given));
const use = (declarations: VariableDeclaration[], used: string[] = [], assetKeys: string[] = []): VariableUse => ({
  declared: declarations,
  variables: new Set(used),
  assetKeys: new Set(assetKeys),
});
const refusal = (uses: VariableUse[], given: Record<string, unknown>, left: string[] = []): unknown => {
  try {
    requireVariables(uses, values(given), left);
    return null;
  } catch (error) {
    return error;
  }
};

describe('the contract of a template', () => {
  it('adds what the text names to what is declared, as required strings', () => {
    const contract = effectiveVariables([use([declared('a', { type: 'number' })], ['a', 'b'])]);
    expect(contract).toEqual([declared('a', { type: 'number' }), declared('b')]);
  });

  it('counts a default as given, and null as not given', () => {
    const declarations = [declared('a', { default: 'x' }), declared('b', { default: 'y' })];
    expect(withDefaults(declarations, values({ a: null, b: 'z' }))).toEqual(values({ a: 'x', b: 'z' }));
  });

  it('refuses all missing, unknown and mistyped names at once', () => {
    const declarations = [declared('n', { type: 'number' }), declared('o', { required: false }), declared('d', { default: 'x' })];
    expect(refusal([use(declarations, ['a/b', 'o', 'd'])], { n: '1', x: 1, 'y~z': 2, skipped: null }, ['a/b'])).toMatchObject({
      kind: 'unprocessable',
      code: 'prompts.variables_refused',
      details: { missing: ['a/b'], unknown: ['x', 'y~z'], mistyped: ['n'], unresolved: [] },
      errors: [
        { pointer: '/variables/a~1b', message: "missing: variable 'a/b' is required" },
        { pointer: '/variables/x', message: "unknown: there is no variable 'x'" },
        { pointer: '/variables/y~0z' },
        { pointer: '/variables/n', message: "mistyped: variable 'n' must be of type number" },
      ],
    });
  });

  it.each([
    ['string', 1],
    ['number', 'x'],
    ['boolean', 'true'],
    ['object', []],
    ['array', {}],
  ] as const)('wants a %s to be one', (type, value) => {
    expect(refusal([use([declared('v', { type })])], { v: value })).toMatchObject({ details: { mistyped: ['v'] } });
  });

  it('is content with the right values', () => {
    const declarations = [declared('n', { type: 'number' }), declared('o', { type: 'object' }), declared('a', { type: 'array' })];
    expect(refusal([use(declarations, ['s'])], { n: 1, o: {}, a: [], s: '' })).toBeNull();
  });

  it('refuses what stayed in the text, and lets a value take the place of an asset', () => {
    expect(refusal([use([], [], ['k'])], {}, ['asset:k'])).toMatchObject({ details: { unresolved: ['asset:k'] } });
    expect(refusal([use([], [], ['k'])], { k: 'x' })).toBeNull();
  });

  it('names the first faults of many, and does not take long', () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `n${at}`);
    const began = performance.now();
    const refused = refusal([use([], names)], {}, names) as { details: { missing: string[] }; errors: object[]; message: string };
    expect(performance.now() - began).toBeLessThan(5000);
    expect(refused.details.missing).toHaveLength(100_000);
    expect(refused.errors).toHaveLength(101);
    expect(refused.message.endsWith('; and more')).toBe(true);
  });
});

describe('the contract of several texts', () => {
  it('has each name once; a default does not count for a text that has none', () => {
    const uses = [
      use([declared('a', { default: 'A', type: 'number' }), declared('b', { default: 'B' })], ['a', 'b']),
      use([declared('b', { required: false })], ['a', 'c']),
    ];
    expect(effectiveVariables(uses)).toEqual([declared('a', { type: 'number' }), declared('b', { default: 'B' }), declared('c')]);
    expect(refusal(uses, {}, ['a', 'c'])).toMatchObject({ details: { missing: ['a', 'c'], unresolved: [] } });
    expect(refusal(uses, { a: 1, c: 'x' })).toBeNull();
  });

  it('wants a value to be of the type that each text declares', () => {
    const uses = [use([declared('a')]), use([declared('a', { type: 'number' })])];
    expect(refusal(uses, { a: 'x' })).toMatchObject({ details: { mistyped: ['a'] } });
    expect(refusal(uses, { a: 1 })).toMatchObject({ details: { mistyped: ['a'] } });
  });
});

describe('a strict text', () => {
  it('has empty text for what may be left out and was, and defaults first', () => {
    const declarations = [declared('a', { required: false }), declared('b', { required: false, default: 'B' }), declared('c')];
    expect(withOptionals(declarations, values({ a: null }))).toEqual(values({ a: '', b: 'B', c: null }));
    expect(withOptionals(declarations, values({ a: 0 })).get('a')).toBe(0);
  });
});

describe('the values a caller sends', () => {
  it('are none when absent or null', () => {
    expect([variableValues(undefined, ''), variableValues(null, ''), variableValuesFromJson(undefined, '')]).toEqual([
      values({}),
      values({}),
      values({}),
    ]);
  });

  it.each([[[]], ['x'], [1], [true]])('are refused when they are %j', (input) => {
    expect(failureOf(() => variableValues(input, '/variables'))).toMatchObject({ kind: 'invalid' });
  });

  it.each(['[]', 'null', '1', '{', 'x'])('are refused as the JSON text %s', (text) => {
    expect(failureOf(() => variableValuesFromJson(text, '?variables'))).toMatchObject({ kind: 'invalid' });
  });

  it('are read from a JSON object', () => {
    expect(variableValuesFromJson('{"who":"Bo"}', '?variables')).toEqual(values({ who: 'Bo' }));
  });
});
