import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ApiClient, parsed } from '#platform/cli/api-client';
import { DomainError } from '#shared/errors';
import { slugOf } from '#shared/slug';
import { ProjectMirror, type KnownTag } from '../../application/project-mirror.port';
import type { Change } from '../../domain/change';
import { fitsASet } from '../../domain/change-size';
import type { StoredPrompt, StoredText, StoredVersion } from '../../domain/stored-prompt';

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
const PROMPTS = z.array(z.object({ id: z.string() }));
const ASSETS = z.array(z.object({ key: z.string() }));
const TAGS = z.array(z.object({ id: z.string(), name: z.string(), description: z.string().nullable() }));
const PAGE = 'limit=500';
const PATHS: Readonly<Record<Change['resource'], string>> = {
  tag: 'tags/{id}',
  prompt: 'prompts/{id}',
  version: 'prompts/{prompt}/versions/{id}',
  translation: 'prompts/{prompt}/versions/{version}/translations/{id}',
  asset: 'prompts/{prompt}/assets/{id}',
  'asset-version': 'prompts/{prompt}/assets/{asset}/versions/{id}',
  'asset-translation': 'prompts/{prompt}/assets/{asset}/versions/{version}/translations/{id}',
};

/** A project behind the API of a JAPM server. */
export class HttpProjectMirror extends ProjectMirror {
  #project = '';

  constructor(private readonly api: ApiClient) {
    super();
  }

  async find(name: string): Promise<void> {
    this.#project = `/api/projects/${encodeURIComponent(slugOf(name))}`;
    await this.api.get(this.#project);
  }

  async open(name: string): Promise<void> {
    try {
      await this.find(name);
    } catch (error) {
      if (!isKind(error, 'not_found')) throw error;
      await this.api.post('/api/projects', { name }).catch(async (raced: unknown) => {
        if (!isKind(raced, 'conflict')) throw raced;
        await this.find(name);
      });
    }
  }

  async slugs(): Promise<string[]> {
    const prompts = await this.#all(PROMPTS, `${this.#project}/prompts?${PAGE}`);
    return prompts.map(({ id }) => id).toSorted();
  }

  async read(slug: string): Promise<StoredPrompt> {
    const path = `${this.#project}/prompts/${encodeURIComponent(slug)}`;
    const { body } = await this.api.get(path);
    const { name, description, type, tags, versions } = parsed(PROMPT, body);
    const keys = (await this.#all(ASSETS, `${path}/assets?${PAGE}`)).map(({ key }) => key).toSorted();
    const assets = await Promise.all(keys.map((key) => this.api.get(`${path}/assets/${encodeURIComponent(key)}`)));
    return {
      ...{ slug, name, description, type, tags: tags.map((each) => each.name).toSorted() },
      versions: versions.map(versionOf).toReversed(),
      assets: assets.map(({ body: asset }) => {
        const { versions: texts, ...rest } = parsed(ASSET, asset);
        return {
          ...rest,
          versions: texts
            .map((each) =>
              textOf(
                each,
                each.value,
                each.translations.map((of) => ({ ...of, text: of.value })),
              ),
            )
            .toReversed(),
        };
      }),
    };
  }

  async tags(): Promise<KnownTag[]> {
    const tags = await this.#all(TAGS, `${this.#project}/tags?${PAGE}`);
    return tags.map(({ id, name, description }) => ({ id, name, description }));
  }

  /** A set whose answer got lost may have arrived: by its key the server knows it when it comes again. */
  async apply(changes: readonly Change[]): Promise<void> {
    const [only] = changes;
    if (changes.length === 1 && only?.action === 'update' && !fitsASet(only)) await this.#alone(only);
    else await this.api.postWithKey(`${this.#project}/changes`, { changes }, randomUUID());
  }

  /** By the route of its resource, whose body has none of what a change set puts around it. */
  async #alone({ resource, body = {}, ...named }: Change): Promise<void> {
    const path = PATHS[resource].replace(/\{(\w+)\}/gu, (_all, part: 'prompt' | 'asset' | 'version' | 'id') =>
      encodeURIComponent(named[part] ?? ''),
    );
    await this.api.patch(`${this.#project}/${path}`, body);
  }

  async #all<T>(schema: z.ZodType<T[]>, path: string): Promise<T[]> {
    const items: T[] = [];
    for (let page: string | null = path; page !== null;) {
      const { body, nextPage } = await this.api.get(page);
      items.push(...parsed(schema, body));
      page = nextPage;
    }
    return items;
  }
}

const isKind = (error: unknown, kind: DomainError['kind']): boolean => error instanceof DomainError && error.kind === kind;

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

/** Members in one order, whatever the server's. */
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
