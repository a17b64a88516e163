import type { Request } from 'express';
import { conditionLost, expectedRevision } from '#platform/http/conditional';
import { RequestRefused } from '#platform/http/problem';
import { StaleRevision } from '#shared/errors';
import { identityOf, PreconditionFailed, requireRevision, type Revised } from '#shared/revision';

const tag = (revision: number): string => `"${revision}-abcd_-12-${'A'.repeat(43)}"`;

describe('If-Match', () => {
  it('names the revisions of our tags, in a list as well', () => {
    expect(expectedRevision(tag(3), 'If-Match')).toEqual([{ revision: 3, identity: 'abcd_-12' }]);
    expect(expectedRevision(` ${tag(3)} ,\t${tag(4)}`, 'If-Match')).toEqual([3, 4].map((revision) => ({ revision, identity: 'abcd_-12' })));
    expect(expectedRevision('*', 'If-Match')).toBe('any');
  });

  it('matches nothing by weak tags and those of somebody else', () => {
    expect(expectedRevision(`W/${tag(3)}, "3", "3-${'A'.repeat(43)}", "", "a,b"`, 'If-Match')).toEqual([]);
  });

  it('passes over the empty elements of a list', () => {
    const both = [3, 4].map((revision) => ({ revision, identity: 'abcd_-12' }));
    for (const list of [`${tag(3)}, ${tag(4)},`, `, ,${tag(3)},\t, ${tag(4)} ,,`]) expect(expectedRevision(list, 'If-Match')).toEqual(both);
  });

  it.each(['', '3', '"3', `${tag(3)} ${tag(4)}`, ',', `*, ${tag(3)}`, '"a b"'])('refuses %p', (header) => {
    expect(() => expectedRevision(header, 'If-Match')).toThrow(RequestRefused);
  });

  it('refuses what is long and no list', () => {
    for (const header of [`"a"${' ,'.repeat(5000)} x`, `${', '.repeat(5000)}x`])
      expect(() => expectedRevision(header, 'If-Match')).toThrow(RequestRefused);
  });

  it('fails who lost a race as it fails who came too late, but only those who gave a condition', () => {
    const request = (ifMatch?: string) => ({ get: () => ifMatch }) as unknown as Request;
    const stale = new StaleRevision('Tag', 'mail');
    expect(conditionLost(request(tag(1)), stale)).toBeInstanceOf(PreconditionFailed);
    expect(conditionLost(request(), stale)).toBe(stale);
  });
});

describe('an expected revision', () => {
  const at3 = { id: 'a', revision: 3 };
  const named = (state: Revised) => ({ revision: state.revision, identity: identityOf(state) });

  it.each([null, undefined, 'any', [named({ id: 'a', revision: 2 }), named(at3)]] as const)('%p holds at revision 3', (expected) => {
    expect(() => {
      requireRevision('Tag', 'mail', at3, expected);
    }).not.toThrow();
  });

  it('says which revision the object is at', () => {
    expect(new PreconditionFailed('Tag', 'mail', 3)).toMatchObject({ kind: 'precondition_failed', details: { currentRevision: 3 } });
    expect(() => {
      requireRevision('Tag', 'mail', at3, [named({ id: 'a', revision: 1 }), named({ id: 'a', revision: 2 })]);
    }).toThrow("Tag 'mail' is at revision 3 by now");
    expect(() => {
      requireRevision('Tag', 'mail', at3, []);
    }).toThrow(PreconditionFailed);
  });

  it('fails for another one at the same revision, by its id or by when it was made', () => {
    const [before, after] = [
      { revision: 1, createdAt: new Date(1) },
      { revision: 1, createdAt: new Date(2) },
    ];
    expect(() => {
      requireRevision('Tag', 'mail', { id: 'b', revision: 3 }, [named(at3)]);
    }).toThrow(PreconditionFailed);
    expect(() => {
      requireRevision('Member', 'ann', after, [named(before)]);
    }).toThrow(PreconditionFailed);
    expect(identityOf(at3)).toMatch(/^[\w-]{8}$/u);
  });

  it.each(['any', [named(at3)]] as const)('%p fails where there is nothing', (expected) => {
    expect(() => {
      requireRevision('Pointer', 'mail', null, expected);
    }).toThrow("Pointer 'mail' does not exist yet");
    expect(() => {
      requireRevision('Pointer', 'mail', null, null);
    }).not.toThrow();
  });
});
