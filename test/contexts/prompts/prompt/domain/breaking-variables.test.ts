import fc from 'fast-check';
import { precedes } from '#shared/semver';
import { breakingVariables } from '../../../../../src/contexts/prompts/prompt/domain/breaking-variables';
import { BreakingVariables } from '../../../../../src/contexts/prompts/prompt/domain/version-errors';
import type { VariableDeclaration, VariableType } from '../../../../../src/contexts/prompts/template/domain/variable';
import { followedTag, inheritedTag } from '#contexts/prompts/text/domain/followed-tag';

const TYPES: readonly VariableType[] = ['string', 'number', 'boolean', 'object', 'array'];
const variable = (name: string, type: VariableType = 'string', required = true): VariableDeclaration => ({
  name,
  type,
  required,
  default: null,
  description: null,
  example: null,
});
const anyVariables = fc
  .uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), type: fc.constantFrom(...TYPES), required: fc.boolean() }), {
    selector: (each) => each.name,
  })
  .map((list) => list.map((each) => variable(each.name, each.type, each.required)));
const anyTag = fc
  .record({
    numbers: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)),
    pre: fc.constantFrom('', '-rc.1', '-rc.2'),
    build: fc.constantFrom('', '+a', '+b'),
  })
  .map(({ numbers, pre, build }) => `${numbers.join('.')}${pre}${build}`);

describe('what a version breaks', () => {
  it('is each variable that is removed, retyped or required now, and nothing else', () => {
    const before = [
      variable('gone'),
      variable('number', 'number'),
      variable('kept'),
      variable('optional', 'string', false),
      variable('needed', 'string', false),
      { ...variable('defaulted'), default: 'x' },
    ];
    const after = [variable('number'), variable('kept'), variable('added'), variable('needed'), variable('defaulted')];
    expect(breakingVariables(before, after)).toEqual([
      { name: 'gone', change: 'removed', before: 'string', after: null },
      { name: 'number', change: 'retyped', before: 'number', after: 'string' },
      { name: 'optional', change: 'removed', before: 'string', after: null },
      { name: 'needed', change: 'required', before: 'string', after: 'string' },
      { name: 'defaulted', change: 'required', before: 'string', after: 'string' },
    ]);
    expect(breakingVariables([variable('a', 'number', false)], [{ ...variable('a', 'number'), default: 0 }])).toEqual([]);
  });

  it('is told by some names and a number, and listed in full', () => {
    const names = Array.from({ length: 12 }, (_, at) => `v${at}`);
    const error = new BreakingVariables(
      '1.1.0',
      '1.0.0',
      names.map((name) => ({ name, change: 'removed', before: 'string', after: null })),
    );
    expect(error.message).toContain("of '1.0.0': v0 (removed), v1 (removed)");
    expect(error.message).toContain('v9 (removed), 2 more; it needs');
    expect(error.details.breaking).toHaveLength(12);
  });

  it('is nothing when variables are only added, reordered, or made optional', () => {
    fc.assert(
      fc.property(anyVariables, anyVariables, (before, more) => {
        const names = new Set(before.map((each) => each.name));
        const after = [
          ...more.filter((each) => !names.has(each.name)),
          ...before.map((each) => ({ ...each, required: false })).toReversed(),
        ];
        expect(breakingVariables(before, after)).toEqual([]);
      }),
    );
  });

  it('names a variable exactly if a caller who sends it, or leaves it out where that is allowed, would be refused', () => {
    fc.assert(
      fc.property(anyVariables, anyVariables, (before, after) => {
        const accepted = (each: VariableDeclaration): boolean =>
          after.some(({ name, type, required }) => name === each.name && type === each.type && (each.required || !required));
        expect(breakingVariables(before, after).map((each) => each.name)).toEqual(
          before.filter((each) => !accepted(each)).map((each) => each.name),
        );
      }),
    );
  });
});

describe('the version whose declarations another takes over', () => {
  it.each([
    ['1.2.0', ['1.0.0', '1.1.0', '1.3.0'], ['1.1.5'], '1.1.0'],
    ['2.0.0', ['1.9.0'], [], '1.9.0'],
    ['1.2.0', ['1.3.0'], ['1.0.0', '1.10.0', '1.1.0'], '1.1.0'],
    ['1.0.0', [], [], undefined],
  ])('of %s among active %j and all %j is %s', (tag, active, all, from) => {
    expect(inheritedTag(tag, active, all)).toBe(from);
  });
});

describe('the version that another follows', () => {
  it.each([
    ['1.2.0', ['1.0.0', '1.1.0', '1.3.0'], '1.1.0'],
    ['1.10.0', ['1.9.0', '1.2.0'], '1.9.0'],
    ['2.0.0', ['1.9.0'], undefined],
    ['2.0.0', ['1.9.0', '2.0.0-rc.1'], '2.0.0-rc.1'],
    ['2.0.0-rc.1', ['1.9.0'], undefined],
    ['1.0.0', ['1.0.0+build'], undefined],
    ['1.0.0', [], undefined],
  ])('%s among %j is %s', (tag, active, followed) => {
    expect(followedTag(tag, active)).toBe(followed);
  });

  it('is of the same major, comes before, and has no active one between', () => {
    fc.assert(
      fc.property(anyTag, fc.array(anyTag), (tag, active) => {
        const lower = active.filter((each) => precedes(each, tag));
        const followed = followedTag(tag, active);
        if (followed === undefined) {
          const between = lower.filter((each) => each.split('.')[0] === tag.split('.')[0]);
          expect(between).toEqual([]);
        } else {
          expect(followed.split('.')[0]).toBe(tag.split('.')[0]);
          expect(lower).toContain(followed);
          expect(lower.filter((each) => precedes(followed, each))).toEqual([]);
        }
      }),
    );
  });
});
