import { z } from 'zod';
import { parsed } from '#platform/cli/api-client';
import type { StoredAsset, StoredPrompt, StoredText, StoredVersion } from '../../domain/stored-prompt';

const STANDING = {
  versionTag: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  activatedAt: z.string().nullable(),
  languageCode: z.string(),
  changeMessage: z.string().nullable(),
};
const TRANSLATION = { languageCode: z.string(), state: z.enum(['current', 'stale']) };
const VARIABLE = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  default: z.unknown(),
  description: z.string().nullable(),
  example: z.unknown(),
});
const VERSION = z.object({
  ...STANDING,
  promptText: z.string(),
  variables: z.array(VARIABLE),
  variablesDeclared: z.boolean(),
  literals: z.array(z.string()),
  translations: z.array(z.object({ ...TRANSLATION, promptText: z.string() })),
});
const PROMPT = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  tags: z.array(z.object({ name: z.string() })),
  versions: z.array(VERSION),
});
const ASSET_VERSION = z.object({ ...STANDING, value: z.string(), translations: z.array(z.object({ ...TRANSLATION, value: z.string() })) });
const ASSET = z.object({
  key: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  enabled: z.boolean(),
  versions: z.array(ASSET_VERSION),
});

/** Builds a prompt from the responses of its route and of the routes of its assets. */
export function storedPrompt(slug: string, body: unknown, assets: readonly unknown[]): StoredPrompt {
  const { name, description, type, tags, versions } = parsed(PROMPT, body);
  return {
    ...{ slug, name, description, type, tags: tags.map((each) => each.name).toSorted() },
    versions: versions.map(versionOf).toReversed(),
    assets: assets.map(assetOf),
  };
}

function assetOf(body: unknown): StoredAsset {
  const { versions, ...asset } = parsed(ASSET, body);
  const texts = versions.map((each) =>
    textOf(
      each,
      each.value,
      each.translations.map((of) => ({ ...of, text: of.value })),
    ),
  );
  return { ...asset, versions: texts.toReversed() };
}

type Standing = z.infer<z.ZodObject<typeof STANDING>>;
type Translated = z.infer<z.ZodObject<typeof TRANSLATION>> & { readonly text: string };

function versionOf(version: z.infer<typeof VERSION>): StoredVersion {
  const { promptText, translations, variables, variablesDeclared, literals } = version;
  const text = textOf(
    version,
    promptText,
    translations.map((each) => ({ ...each, text: each.promptText })),
  );
  return { ...text, variables: variablesDeclared ? variables.map(variableOf) : [], literals };
}

/** Sorts the members, so that their order on the server makes no difference. */
const variableOf = ({ name, type, required, default: fallback, description, example }: z.infer<typeof VARIABLE>) => ({
  ...{ name, type, required, default: fallback, description, example },
});

function textOf(version: Standing, text: string, translations: readonly Translated[]): StoredText {
  const { versionTag: tag, status, activatedAt, languageCode: language, changeMessage } = version;
  const byLanguage = translations.map((each) => ({ language: each.languageCode, stale: each.state === 'stale', text: each.text }));
  return {
    ...{ tag, status, activated: activatedAt !== null, language, changeMessage },
    translations: byLanguage.toSorted((a, b) => (a.language < b.language ? -1 : 1)),
    text,
  };
}
