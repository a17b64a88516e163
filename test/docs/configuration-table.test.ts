import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { KEY_VARIABLES } from '#platform/config/needed-keys';

const ROOT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');

/** The settings of a file of one or two levels, `server.port` → its value as it is written there, without quotes. */
function settings(yaml: string): [string, string][] {
  let section = '';
  return yaml.split('\n').flatMap((line): [string, string][] => {
    const { indent = '', name, value = '' } = /^(?<indent> *)(?<name>\w+): *(?<value>.*)$/u.exec(line)?.groups ?? {};
    if (name === undefined) return [];
    if (indent === '') section = value === '' ? `${name}.` : '';
    return value === '' ? [] : [[`${section}${name}`, value.replace(/^'(.*)'$/u, '$1').replace(/^\{ __name: (\w+),.*\}$/u, '$1')]];
  });
}

const rows = (markdown: string): [string, string][] =>
  [...markdown.matchAll(/^\| `(?<variable>[A-Z_]+)` +\| +(?:`(?<standard>[^`]*)`)? *\|/gmu)].map(({ groups }) => [
    groups?.variable ?? '',
    groups?.standard ?? '',
  ]);

describe('the configuration table of the README', () => {
  it('has every variable with its default, and no others', () => {
    const defaults = new Map(settings(read('config/default.yaml')));
    const variables = settings(read('config/custom-environment-variables.yaml'));
    expect(rows(read('README.md')).toSorted()).toEqual(
      variables.map(([setting, variable]) => [variable, defaults.get(setting)]).toSorted(),
    );
  });

  it('names every secret that may come from a file', () => {
    const [, list = ''] = /FILE_SETTINGS = \[(?<names>[^\]]*)\]/u.exec(read('src/platform/config/load-config.ts')) ?? [];
    const others = [...list.matchAll(/'(?<name>\w+)'/gu)].map(({ groups }) => groups?.name ?? '');
    expect(others).not.toEqual([]);
    const names = [...Object.values<string>(KEY_VARIABLES), ...others];
    const sentence = /holds the path \((?<names>[^)]*)\)/u.exec(read('README.md'))?.groups?.names ?? '';
    expect([...sentence.matchAll(/`(?<name>\w+)`/gu)].map(({ groups }) => groups?.name).toSorted()).toEqual(names.toSorted());
  });
});
