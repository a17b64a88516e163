import { z } from 'zod';
import { Invalid } from '#shared/errors';
import { fileName } from '../../domain/file-name';
import type { StoredAsset, StoredPrompt, StoredText, StoredVersion } from '../../domain/stored-prompt';
import { fromMarkdown, fromYaml, markdownOf, yamlOf } from './front-matter';

const TEXT_HEAD = {
  tag: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  activated: z.boolean().optional(),
  language: z.string(),
  changeMessage: z.string().optional(),
  translations: z.array(z.strictObject({ language: z.string(), stale: z.boolean().optional(), text: z.string() })).optional(),
};
const VARIABLE = z.strictObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  default: z.unknown().optional(),
  description: z.string().optional(),
  example: z.unknown().optional(),
});
const VERSION_HEAD = z.strictObject({ ...TEXT_HEAD, variables: z.array(VARIABLE).optional(), literals: z.array(z.string()).optional() });
const ASSET_VERSION_HEAD = z.strictObject(TEXT_HEAD);
const PROMPT = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string().optional(),
  type: z.string(),
  tags: z.array(z.string()).optional(),
  versions: z.array(z.string()),
  assets: z.array(z.string()).optional(),
});
const ASSET = z.strictObject({
  key: z.string(),
  name: z.string(),
  category: z.string().optional(),
  enabled: z.boolean(),
  versions: z.array(z.string()),
});

/** Path below the prompt's folder → content. */
export type PromptFiles = ReadonlyMap<string, string>;

const PROMPT_FILE = 'prompt.yaml';
const ASSET_FILE = 'asset.yaml';

/** The files of a prompt; the same prompt gives the same bytes. */
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

const textFile = (tag: string): string => `${fileName(tag)}.md`;
const assetFolder = (key: string): string => `assets/${fileName(key)}/`;

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

/** Without what is null. */
const said = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));

/** Without lists that are empty. */
const listed = <K extends string>(members: Readonly<Record<K, readonly unknown[]>>): Partial<Record<K, readonly unknown[]>> =>
  Object.fromEntries(Object.entries<readonly unknown[]>(members).filter(([, value]) => value.length > 0)) as Partial<
    Record<K, readonly unknown[]>
  >;

/** The prompt that the files of a folder say. Throws Invalid with the file that is wrong, missing or too many. */
export function promptOf(folder: string, files: PromptFiles): StoredPrompt {
  const unread = new Set(files.keys());
  const read = (path: string): string => {
    const content = files.get(path);
    if (content === undefined) throw wrong(path, 'is missing');
    unread.delete(path);
    return content;
  };
  const { slug, name, description, type, tags, versions, assets } = parsed(PROMPT, PROMPT_FILE, () => fromYaml(read(PROMPT_FILE)));
  if (fileName(slug) !== folder) throw wrong(PROMPT_FILE, `is of prompt '${slug}', which belongs into the folder ${fileName(slug)}`);
  const prompt: StoredPrompt = {
    ...{ slug, name, description: description ?? null, type, tags: (tags ?? []).toSorted() },
    versions: versions.map((tag) => versionOf(textFile(tag), tag, read)),
    assets: (assets ?? []).map((key) => assetOf(assetFolder(key), key, read)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  };
  const [left] = unread;
  if (left !== undefined) throw wrong(left, 'is listed neither as a version nor as an asset');
  return prompt;
}

type Read = (path: string) => string;

function versionOf(path: string, tag: string, read: Read): StoredVersion {
  const { text, head } = textOf(VERSION_HEAD, path, tag, read);
  const variables = (head.variables ?? []).map((each) => ({
    ...{ name: each.name, type: each.type, required: each.required, default: each.default ?? null },
    ...{ description: each.description ?? null, example: each.example ?? null },
  }));
  return { ...storedOf(head, text), variables, literals: head.literals ?? [] };
}

function assetOf(folder: string, key: string, read: Read): StoredAsset {
  const path = `${folder}${ASSET_FILE}`;
  const { versions, category, ...asset } = parsed(ASSET, path, () => fromYaml(read(path)));
  if (asset.key !== key) throw wrong(path, `is of asset '${asset.key}'`);
  const texts = versions.map((tag) => textOf(ASSET_VERSION_HEAD, `${folder}${textFile(tag)}`, tag, read));
  return { ...asset, category: category ?? null, versions: texts.map(({ head, text }) => storedOf(head, text)) };
}

type TextHead = z.infer<typeof ASSET_VERSION_HEAD>;

function textOf<T extends TextHead>(schema: z.ZodType<T>, path: string, tag: string, read: Read): { head: T; text: string } {
  let text = '';
  const head = parsed(schema, path, () => {
    const file = fromMarkdown(read(path));
    text = file.text;
    return file.head;
  });
  if (head.tag !== tag) throw wrong(path, `is of version '${head.tag}'`);
  return { head, text };
}

const storedOf = ({ tag, status, activated, language, changeMessage, translations }: TextHead, text: string): StoredText => ({
  ...{ tag, status, activated: status === 'active' || activated === true, language, changeMessage: changeMessage ?? null },
  translations: (translations ?? []).map((each) => ({ language: each.language, stale: each.stale === true, text: each.text })),
  text,
});

function parsed<T>(schema: z.ZodType<T>, path: string, read: () => unknown): T {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    throw error instanceof Invalid && error.code === 'exchange.file_invalid' ? wrong(path, error.message) : error;
  }
  const result = schema.safeParse(value);
  if (!result.success) throw wrong(path, z.prettifyError(result.error).replaceAll('\n', ' '));
  return result.data;
}

const wrong = (path: string, message: string): Invalid =>
  new Invalid('exchange.prompt_invalid', [{ pointer: '', message: `${path}: ${message}` }]);
