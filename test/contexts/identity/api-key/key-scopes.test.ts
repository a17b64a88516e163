import fc from 'fast-check';
import { guardedScopes, isWithin, scopesOf } from '#contexts/identity/api-key/domain/key-scopes';
import { Invalid } from '#shared/errors';
import { Validation } from '#shared/validation';

const names = fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), { nil: null });
const scopes = fc.record({ permissions: names, projects: names, environments: names });
const guarded = (wanted: object): ReturnType<typeof guardedScopes> => {
  const validation = new Validation('test');
  const result = guardedScopes(wanted, (permission) => permission === 'prompt:read', validation);
  validation.done();
  return result;
};

describe('scopes of API keys', () => {
  it('are trimmed, each name once, null where nothing is asked', () => {
    expect(guarded({ permissions: ['prompt:read', ' prompt:read '], projects: ['shop', 'shop'] })).toEqual({
      permissions: ['prompt:read'],
      projects: ['shop'],
      environments: null,
    });
    expect(scopesOf(guarded({ projects: null }))).toBeNull();
  });

  it.each([
    [{ permissions: [] }],
    [{ permissions: ['prompt:write'] }],
    [{ permissions: ['__proto__'] }],
    [{ projects: [''] }],
    [{ environments: Array.from({ length: 101 }, (_, index) => `e${index}`) }],
  ])('refuse %j', (wanted) => {
    expect(() => guarded(wanted)).toThrow(Invalid);
  });

  it('lie within those that allow at least as much', () => {
    fc.assert(
      fc.property(scopes, scopes, (inner, outer) => {
        const fields = ['permissions', 'projects', 'environments'] as const;
        const expected = fields.every((field) => {
          const limit = outer[field];
          return limit === null || inner[field]?.every((each) => limit.includes(each)) === true;
        });
        expect(isWithin(inner, outer)).toBe(expected);
        expect(isWithin(inner, null)).toBe(true);
        expect(isWithin(outer, outer)).toBe(true);
      }),
    );
  });
});
