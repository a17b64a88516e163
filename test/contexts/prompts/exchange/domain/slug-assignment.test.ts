import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { SlugAssignment } from '../../../../../src/contexts/prompts/exchange/domain/slug-assignment';

const slugsOf = (...titles: string[]): string[] => {
  const slugs = new SlugAssignment();
  return titles.map((title) => slugs.assign(title).slug);
};
const hashed = (title: string): string => `prompt-${createHash('sha256').update(title).digest('hex').slice(0, 12)}`;

describe('slugs of a file', () => {
  it('are those of the titles', () => {
    expect(slugsOf('Order Mail', ' A  "quoted" — title ')).toEqual(['order-mail', 'a-quoted-title']);
  });

  it('come from a hash of the trimmed title when nothing of it can be kept', () => {
    expect(slugsOf('旅行计划', ' Поиск рейсов ', '---', '_')).toEqual([
      hashed('旅行计划'),
      hashed('Поиск рейсов'),
      hashed('---'),
      hashed('_'),
    ]);
  });

  it('get the next free number when an earlier row has them', () => {
    expect(slugsOf('A', 'a', 'A 2', 'a', '计', '计')).toEqual(['a', 'a-2', 'a-2-2', 'a-3', hashed('计'), `${hashed('计')}-2`]);
    expect(slugsOf('A 2', 'A', 'A')).toEqual(['a-2', 'a', 'a-3']);
  });

  it('are as long as their title, and have at most 100 characters with a number', () => {
    const long = 'x'.repeat(120);
    expect(slugsOf(long, long, `${long}y`, long)).toEqual([long, `${'x'.repeat(98)}-2`, `${long}y`, `${'x'.repeat(98)}-3`]);
  });

  it('say where they come from', () => {
    const slugs = new SlugAssignment();
    expect(['A', 'a', '计'].map((title) => slugs.assign(title).from)).toEqual(['title', 'suffix', 'hash']);
  });

  it('are distinct and what the server takes, whatever the titles', () => {
    const title = fc.oneof(fc.constantFrom('a', 'a-2', 'A 2', 'a-2-2', 'x'.repeat(100), '计'), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(title, { maxLength: 40 }), (titles) => {
        const slugs = slugsOf(...titles);
        expect(new Set(slugs).size).toBe(titles.length);
        for (const slug of slugs) expect(slug).toMatch(/^(?=.*[a-z0-9])[a-z0-9_-]+$/u);
      }),
    );
  });

  it('of ten thousand equal titles are found', () => {
    expect(slugsOf(...Array.from({ length: 10_000 }, () => 'same')).at(-1)).toBe('same-10000');
  });
});
