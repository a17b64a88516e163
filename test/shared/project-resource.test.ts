import fc from 'fast-check';
import { firstState, nextState, patched, type ResourceState } from '#shared/project-resource';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const LATER = new Date('2026-01-01T00:00:01.000Z');
const ORIGIN = { id: 'i', tenantId: 't', projectId: 'p', now: NOW };
const NAMES = ['name', 'description', 'isShown'] as const;

interface Fields {
  readonly name: string;
  readonly description: string | null;
  readonly isShown: boolean;
}
const fields: fc.Arbitrary<Fields> = fc.record({
  name: fc.constantFrom('a', 'b'),
  description: fc.constantFrom(null, '', 'a'),
  isShown: fc.boolean(),
});
const patches: fc.Arbitrary<Partial<Fields>> = fc.record(
  { name: fc.constantFrom('a', 'b', undefined), description: fc.constantFrom(null, '', 'a', undefined), isShown: fc.boolean() },
  { requiredKeys: [] },
);

describe('the states of a resource', () => {
  it('begin with its fields, at revision 1', () => {
    expect(firstState(ORIGIN, { name: 'a' })).toEqual({
      ...{ id: 'i', tenantId: 't', projectId: 'p', name: 'a' },
      ...{ revision: 1, createdAt: NOW, updatedAt: NOW },
    });
  });

  it('follow each other by one revision when a field differs, and are the same object otherwise', () => {
    fc.assert(
      fc.property(fields, patches, (before, patch) => {
        const state: ResourceState & Fields = firstState(ORIGIN, before);
        const wanted = patched(state, NAMES, patch);
        const given = Object.fromEntries(Object.entries<unknown>(patch).filter(([, value]) => value !== undefined));
        expect(wanted).toEqual({ ...before, ...given });
        const after = nextState(state, wanted, LATER);
        if (JSON.stringify(wanted) === JSON.stringify({ ...wanted, ...before })) expect(after).toBe(state);
        else expect(after).toEqual({ ...state, ...wanted, revision: 2, updatedAt: LATER });
      }),
    );
  });

  it('take nothing from a patch but the named fields', () => {
    const state = firstState(ORIGIN, { name: 'a' });
    const patch = JSON.parse('{"name":"b","tenantId":"other","__proto__":{"x":1}}') as Partial<typeof state>;
    expect(patched(state, ['name'], patch)).toEqual({ name: 'b' });
  });
});
