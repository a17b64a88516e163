import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const documents = ['README.md', ...readdirSync('ops', { recursive: true, encoding: 'utf8' }).map((each) => join('ops', each))].filter(
  (each) => each.endsWith('.md'),
);

it('names every guide in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(documents.filter((each) => each.startsWith('ops/guides/') && !readme.includes(`](${each})`))).toEqual([]);
});

/** The formatter, which would stumble over these in code, leaves prose alone. */
describe.each(documents)('%s', (document) => {
  it('has no marks of a merge that was not finished', () => {
    const marks = readFileSync(document, 'utf8')
      .split('\n')
      .filter((line) => /^(?:<{7} |>{7} |={7}$)/u.test(line));
    expect(marks).toEqual([]);
  });

  it('links to files that are there', () => {
    const missing = [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/gu)]
      .map((link) => join(document, '..', link[1] ?? ''))
      .filter((path) => !existsSync(path));
    expect(missing).toEqual([]);
  });
});
