import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { badProse } from './prose';
import { sourcesOf, type SourceFile } from './source-tree';

const ROOT = resolve(__dirname, '../..');
/** It is older than the rules, and its words are binding. */
const FIXED = ['ops/wire-contract.md'];

function documentsOf(folder: string, suffix: RegExp): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => suffix.test(path) && !FIXED.includes(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const file = (path: string, text: string): SourceFile => ({ path, text });

describe('the prose of the product', () => {
  it('keeps the rules of ops/guides/writing.md that a machine can check', () => {
    const files = [
      ...['src', 'migrations'].flatMap(sourcesOf),
      ...documentsOf('.', /^(?:README\.md|Dockerfile|docker-compose\.yml)$/u),
      ...documentsOf('ops', /\.md$/u),
      ...documentsOf('config', /\.yaml$/u),
    ].filter(({ path }) => path !== 'ops/guides/writing.md');
    expect(files.length).toBeGreaterThan(700);
    expect(badProse(files)).toEqual([]);
  });

  it.each([
    ['src/a.ts', '/** The user himself. */', '"himself": a person is they'],
    ['src/a.ts', '  const a = 1; // What is said here.', '"is said": name the subject that says it'],
    ['src/a.ts', '/**\n * One fact.\n * It is on the trail.\n */', '"trail": it is the audit log'],
    ['src/a.ts', '/** A rule of the catalogue. */', '"catalogue": write catalog'],
    ['src/a.ts', '/** Null. Who comes too early waits. */', '". Who comes too early waits.": begin with the subject: clients that …'],
    ['ops/guides/a.md', 'Ask whoever operates it.', '"whoever": name the subject: a caller, a client, a user'],
    ['config/default.yaml', '# Who signs in.\nname: a', '"Who signs in.": begin with the subject: clients that …'],
  ])('is refused in %s: %j', (path, text, found) => {
    expect(badProse([file(path, text)]).map((each) => each.replace(/^.*?:\d+: /u, ''))).toEqual([found]);
  });

  it.each([
    ['src/a.ts', "const trail = 'whoever';"],
    ['src/a.ts', "const url = 'https://example.com/his'; // The address of `trail`."],
    ['ops/guides/a.md', '```sh\necho whoever\n```'],
    ['ops/guides/a.md', 'Who may approve? A member.'],
    ['config/default.yaml', "color: '#his'"],
  ])('leaves alone what is no prose in %s: %j', (path, text) => {
    expect(badProse([file(path, text)])).toEqual([]);
  });
});
