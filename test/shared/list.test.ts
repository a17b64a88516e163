import { pageOfAll, wholeList, type ListRules } from '#shared/list';

interface Thing {
  readonly id: string;
}

const RULES: ListRules<Thing> = { sort: { id: 'id' }, order: 'id', tie: 'id', search: [], filters: {} };

describe('the cursor of a list', () => {
  it.each(['é', 'x'.repeat(256), ''])('is not given for the tie %p, which would not be taken back', (id) => {
    const query = { ...wholeList(RULES), limit: 1 };
    expect(() => pageOfAll([{ id }, { id: `${id}ﬀ` }], RULES, query)).toThrow('which no cursor may contain');
  });
});
