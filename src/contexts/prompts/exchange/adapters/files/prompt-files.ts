import { fileName } from '../../domain/file-name';
import type { StoredPrompt, StoredText, StoredVersion } from '../../domain/stored-prompt';
import { markdownOf, yamlOf } from './front-matter';

export const PROMPT_FILE = 'prompt.yaml';
export const ASSET_FILE = 'asset.yaml';

/** The files of a prompt by their path below its folder. The same prompt always gives the same bytes. */
export function filesOf({ slug, name, description, type, tags, versions, assets }: StoredPrompt): Map<string, string> {
  const head = { slug, name, ...said({ description }), type, ...listed({ tags }), versions: versions.map((each) => each.tag) };
  const files = new Map([[PROMPT_FILE, yamlOf({ ...head, ...listed({ assets: assets.map((each) => each.key) }) })]]);
  for (const each of versions) files.set(textFile(each.tag), versionFile(each));
  for (const asset of assets) {
    const folder = assetFolder(asset.key);
    const { key, name: called, category, enabled } = asset;
    files.set(
      `${folder}${ASSET_FILE}`,
      yamlOf({ key, name: called, ...said({ category }), enabled, versions: asset.versions.map((each) => each.tag) }),
    );
    for (const each of asset.versions) files.set(`${folder}${textFile(each.tag)}`, markdownOf(headOf(each), each.text));
  }
  return files;
}

export const textFile = (tag: string): string => `${fileName(tag)}.md`;
export const assetFolder = (key: string): string => `assets/${fileName(key)}/`;

function versionFile(version: StoredVersion): string {
  const variables = version.variables.map(({ name, type, required, ...more }) => ({ name, type, required, ...said(more) }));
  const { translations, ...head } = headOf(version);
  return markdownOf(
    { ...head, ...listed({ variables, literals: version.literals }), ...listed({ translations: translations ?? [] }) },
    version.text,
  );
}

function headOf({ tag, status, activated, language, changeMessage, translations }: StoredText) {
  return {
    tag,
    status,
    ...(status === 'archived' && activated ? { activated } : {}),
    language,
    ...said({ changeMessage }),
    ...listed({
      translations: translations.map((each) => ({ language: each.language, ...(each.stale ? { stale: true } : {}), text: each.text })),
    }),
  };
}

/** The members that are not null. */
const said = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));

/** The lists that are not empty. */
const listed = <K extends string>(members: Readonly<Record<K, readonly unknown[]>>): Partial<Record<K, readonly unknown[]>> =>
  Object.fromEntries(Object.entries<readonly unknown[]>(members).filter(([, value]) => value.length > 0)) as Partial<
    Record<K, readonly unknown[]>
  >;
