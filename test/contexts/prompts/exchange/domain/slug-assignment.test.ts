import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { assignSlugs } from '../../../../../src/contexts/prompts/exchange/domain/slug-assignment';

const slugsOf = (...titles: string[]): (string | undefined)[] => assignSlugs(titles, new Map()).map((each) => each?.slug);
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
    const assigned = assignSlugs(['A', 'a', null, '计', ' A'], new Map());
    expect(assigned.map((each) => each?.from)).toEqual(['title', 'suffix', undefined, 'hash', 'suffix']);
    expect(assigned.map((each) => each?.repeated)).toEqual([false, false, undefined, false, true]);
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

describe('slugs of a file for a project that has prompts', () => {
  const known = new Map([
    ['life-coach', 'Life Coach'],
    ['life-coach-2', 'Life coach'],
    ['own', 'Tutor'],
    ['cook', 'Somebody else'],
  ]);

  it.each([
    [
      ['Life Coach', 'Life coach'],
      ['life-coach', 'life-coach-2'],
    ],
    [
      ['Life coach', 'Life Coach'],
      ['life-coach-2', 'life-coach'],
    ],
    [['Life coach '], ['life-coach-2']],
    [
      ['LIFE COACH', 'Life Coach'],
      ['life-coach-3', 'life-coach'],
    ],
    [['Tutor'], ['own']],
    [
      ['Cook', 'cook'],
      ['cook-2', 'cook-3'],
    ],
    [
      ['Life Coach', 'Life Coach', 'Life Coach'],
      ['life-coach', 'life-coach-3', 'life-coach-4'],
    ],
  ])('of %j are those of the prompts with these titles', (titles, slugs) => {
    expect(assignSlugs(titles, known).map((each) => each?.slug)).toEqual(slugs);
  });

  it('find their prompts again in whatever order the rows come, and after a run that was stopped anywhere', () => {
    const title = fc.constantFrom('a', 'A', 'a 2', 'A 2', 'a-2', '计', ' a', 'x'.repeat(120), 'X'.repeat(120));
    const foreign = fc.dictionary(fc.constantFrom('a', 'a-2', 'a-3', 'b'), fc.constantFrom('a', 'B'));
    fc.assert(
      fc.property(
        fc.array(title, { maxLength: 12 }),
        foreign,
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.nat()),
        (rows, there, made, keys) => {
          const before = new Map<string, string>(Object.entries(there));
          // Which of several prompts with one name was whose, a stopped run may leave open.
          // Which of several prompts with one name was whose, a stopped run may leave open.
          const isShared = [...before.values()].some((name) => rows.some((row) => row.trim() === name));
          const first = assignSlugs(rows, before).map((each) => each?.slug ?? '');
          expect(new Set(first).size).toBe(rows.length);
          const after = new Map(before);
          rows.forEach((row, at) => {
            if (made.next().value) after.set(first[at] ?? '', row.trim());
          });
          // Rows whose prompt was made find it again.
          assignSlugs(rows, after).forEach((each, at) => {
            if (!isShared && after.has(first[at] ?? '')) expect(each?.slug).toBe(first[at]);
          });
          rows.forEach((row, at) => after.set(first[at] ?? '', row.trim()));
          const order = [...keys.take(rows.length)];
          const shuffled = rows
            .map((row, at) => ({ row, key: order[at] ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ row }) => row);
          assignSlugs(shuffled, after).forEach((each, at) => {
            expect(after.get(each?.slug ?? '')).toBe(shuffled[at]?.trim());
          });
        },
      ),
    );
  });
});
