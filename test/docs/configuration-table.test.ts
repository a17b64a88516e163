import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';

const ROOT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');

type Tree = { readonly [name: string]: string | Tree };

/** The leaves of a settings tree, `server.port` → its value. */
function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'object' ? leaves(value, `${path}${name}.`) : [[`${path}${name}`, String(value)] as [string, string]],
  );
}

const rows = (markdown: string): [string, string][] =>
  [...markdown.matchAll(/^\| `(?<variable>[A-Z_]+)` +\| +(?:`(?<standard>[^`]*)`)? *\|/gmu)].map(({ groups }) => [
    groups?.variable ?? '',
    groups?.standard ?? '',
  ]);

describe('the configuration table of the README', () => {
  it('has every variable with its default, and no others', () => {
    const defaults = new Map(leaves(load(read('config/default.yaml')) as Tree));
    const variables = leaves(load(read('config/custom-environment-variables.yaml')) as Tree);
    expect(rows(read('README.md')).toSorted()).toEqual(
      variables.map(([setting, variable]) => [variable, defaults.get(setting)]).toSorted(),
    );
  });

  it('names every secret that may come from a file', () => {
    const [, list = ''] = /FILE_SETTINGS = \[(?<names>[^\]]*)\]/u.exec(read('src/platform/config/load-config.ts')) ?? [];
    const names = [...list.matchAll(/'(?<name>\w+)'/gu)].map(({ groups }) => groups?.name ?? '');
    expect(names).not.toEqual([]);
    const sentence = /holds the path \((?<names>[^)]*)\)/u.exec(read('README.md'))?.groups?.names ?? '';
    expect([...sentence.matchAll(/`(?<name>\w+)`/gu)].map(({ groups }) => groups?.name).toSorted()).toEqual(names.toSorted());
  });
});
