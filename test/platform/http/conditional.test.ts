import type { Request } from 'express';
import { conditionLost, expectedRevision } from '#platform/http/conditional';
import { RequestRefused } from '#platform/http/problem';
import { StaleRevision } from '#shared/errors';
import { PreconditionFailed, requireRevision } from '#shared/revision';

const tag = (revision: number): string => `"${revision}-${'A'.repeat(43)}"`;

describe('If-Match', () => {
  it('names the revisions of our tags, in a list as well', () => {
    expect(expectedRevision(tag(3), 'If-Match')).toEqual([3]);
    expect(expectedRevision(` ${tag(3)} ,\t${tag(4)}`, 'If-Match')).toEqual([3, 4]);
    expect(expectedRevision('*', 'If-Match')).toBe('any');
  });

  it('matches nothing by weak tags and those of somebody else', () => {
    expect(expectedRevision(`W/${tag(3)}, "3", "", "a,b"`, 'If-Match')).toEqual([]);
  });

  it.each(['', '3', '"3', `${tag(3)} ${tag(4)}`, `${tag(3)},`, `*, ${tag(3)}`, '"a b"'])('refuses %p', (header) => {
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
  it.each([null, undefined, 'any', 3, [2, 3]] as const)('%p holds at revision 3', (expected) => {
    expect(() => {
      requireRevision('Tag', 'mail', 3, expected);
    }).not.toThrow();
  });

  it('says which revision the object is at', () => {
    expect(new PreconditionFailed('Tag', 'mail', 3)).toMatchObject({ kind: 'precondition_failed', details: { currentRevision: 3 } });
    expect(() => {
      requireRevision('Tag', 'mail', 3, [1, 2]);
    }).toThrow("Tag 'mail' is at revision 3 by now");
    expect(() => {
      requireRevision('Tag', 'mail', 3, []);
    }).toThrow(PreconditionFailed);
  });

  it.each(['any', 1] as const)('%p fails where there is nothing', (expected) => {
    expect(() => {
      requireRevision('Pointer', 'mail', null, expected);
    }).toThrow("Pointer 'mail' does not exist yet");
    expect(() => {
      requireRevision('Pointer', 'mail', null, null);
    }).not.toThrow();
  });
});
