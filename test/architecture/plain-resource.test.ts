import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesOf } from './source-tree';

const FOLDER = 'src/contexts/catalog/tag/';
/** What other contexts know of tags; a plain resource has nothing of the kind. */
const FOR_OTHERS = ['application/tag-directory.ts', 'application/ensure-tags.ts'].map((file) => FOLDER + file);

describe('a plain resource', () => {
  const sources = sourcesOf('src');
  const files = sources.filter(({ path }) => path.startsWith(FOLDER) && !FOR_OTHERS.includes(path));

  it('is nine files of at most 400 lines', () => {
    expect(files).toHaveLength(9);
    expect(files.map(({ text }) => text.split('\n').length - 1).reduce((sum, lines) => sum + lines, 0)).toBeLessThanOrEqual(400);
  });

  it('is named outside of its folder in the list of its context only, and in the index for what other contexts know', () => {
    const naming = sources.filter(({ path, text }) => !path.startsWith(FOLDER) && /['/]tag\//u.test(text));
    expect(naming.map(({ path }) => path).toSorted()).toEqual(['src/contexts/catalog/catalog.module.ts', 'src/contexts/catalog/index.ts']);
    const words = sources.filter(({ path, text }) => path.startsWith('src/platform/') && /\bTAG_|'tag(?:'|:)/u.test(text));
    expect(words.map(({ path }) => path)).toEqual([]);
  });

  it('has its migration among the files of their folder, which no list names', () => {
    const lists = readdirSync(join(__dirname, '../../migrations')).filter((file) => /^[a-z-]+\.ts$/u.test(file));
    const texts = lists.map((file) => readFileSync(join(__dirname, '../../migrations', file), 'utf8'));
    expect(texts.filter((text) => text.includes('TagsModels'))).toEqual([]);
  });
});
