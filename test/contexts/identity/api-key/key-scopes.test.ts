import fc from 'fast-check';
import { Permissions } from '#contexts/identity/access/domain/permissions';
import { isWithin } from '#contexts/identity/access/domain/key-reach';
import { guardedScopes, scopesOf } from '#contexts/identity/api-key/domain/key-scopes';
import type { KeyScopes } from '#shared/actor';
import { Invalid, type FieldError } from '#shared/errors';
import { Validation } from '#shared/validation';

const names = fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), { nil: null });
const scopes = fc.record({ permissions: names, projects: names, environments: names });
const guarded = (wanted: object): ReturnType<typeof guardedScopes> => {
  const validation = new Validation('test');
  const result = guardedScopes(
    wanted,
    { isGranted: (permission) => permission === 'prompt:read', isProject: (slug) => slug === 'shop' || slug === 'bank' },
    validation,
  );
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
    [{ projects: ['shop', 'nowhere'] }],
    [{ environments: Array.from({ length: 101 }, (_, index) => `e${index}`) }],
  ])('refuse %j', (wanted) => {
    expect(() => guarded(wanted)).toThrow(Invalid);
  });

  it('name every project that does not exist', () => {
    let errors: readonly FieldError[] = [];
    try {
      guarded({ projects: ['shop', 'nowhere', 'bank', 'gone'] });
    } catch (error) {
      ({ errors } = error as Invalid);
    }
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/projects/1', '/projects/3']);
  });

  it('lie within those that open at least as much', () => {
    // Of a, b and c only a is a permission on whose routes keys count without naming it.
    const plain = (permission: string): boolean => permission === 'a';
    const table = new Permissions([{ a: { roles: [], byKey: true }, b: { roles: [] } }]);
    const opens = ({ permissions }: KeyScopes, permission: string): boolean => permissions?.includes(permission) ?? plain(permission);
    const covers = (limit: readonly string[] | null, list: readonly string[] | null): boolean =>
      limit === null || list?.every((each) => limit.includes(each)) === true;
    fc.assert(
      fc.property(scopes, scopes, (inner, outer) => {
        const within = isWithin(inner, outer, table);
        if (within) expect(['a', 'b', 'c'].filter((each) => opens(inner, each) && !opens(outer, each))).toEqual([]);
        const named = inner.permissions?.every((each) => opens(outer, each)) ?? outer.permissions === null;
        expect(within).toBe(named && covers(outer.projects, inner.projects) && covers(outer.environments, inner.environments));
        expect(isWithin(outer, outer, table)).toBe(true);
        expect(isWithin(inner, null, table)).toBe(inner.permissions?.every(plain) ?? true);
      }),
    );
  });
});
