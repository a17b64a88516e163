import { z } from 'zod';
import { type ApiClient, parsed } from '#platform/cli/api-client';
import { DomainError } from '#shared/errors';
import { slugOf } from '#shared/slug';
import { ProjectMirror, type KnownPrompt, type KnownTag, type NewestVersion, type PutOptions } from '../../application/project-mirror.port';
import { joined, type PutOutcome } from '../../domain/prompt-change';
import { documentsOf, versionBody } from '../../domain/prompt-documents';
import type { StoredPrompt, StoredTag, StoredVersion } from '../../domain/stored-prompt';
import { storedPrompt } from './stored-responses';

const PROMPTS = z.array(z.object({ id: z.string(), name: z.string(), versions: z.array(z.object({ versionTag: z.string() })) }));
const ASSETS = z.array(z.object({ key: z.string() }));
const TAGS = z.array(z.object({ id: z.string(), name: z.string(), description: z.string().nullable() }));
const NEWEST = z.object({
  versionTag: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  promptText: z.string(),
  languageCode: z.string(),
  variables: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean(), default: z.unknown().optional() })).nullish(),
  literals: z.array(z.string()).nullish(),
});
const PLACE = {
  resource: z.enum(['tag', 'prompt', 'version', 'translation', 'asset', 'asset-version', 'asset-translation']),
  asset: z.string().optional(),
  version: z.string().optional(),
  id: z.string(),
};
const CHANGE = { ...PLACE, action: z.string() };
const OUTCOME = z.object({
  changes: z.array(z.object(CHANGE)),
  conflicts: z.array(z.object({ ...CHANGE, message: z.string() })),
  kept: z.array(z.object(PLACE)),
  warnings: z.array(z.string()),
});
const PAGE = 'limit=500';

/** A project that is reached through the API of a JAPM server. */
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

  async prompts(): Promise<ReadonlyMap<string, KnownPrompt>> {
    const prompts = await this.#all(PROMPTS, `${this.#project}/prompts?${PAGE}`);
    return new Map(prompts.map(({ id, name, versions }) => [id, { name, tags: versions.map((each) => each.versionTag) }]));
  }

  async read(slug: string): Promise<StoredPrompt> {
    const path = this.#prompt(slug);
    const { body } = await this.api.get(path);
    const keys = (await this.#all(ASSETS, `${path}/assets?${PAGE}`)).map(({ key }) => key).toSorted();
    const assets = await Promise.all(keys.map((key) => this.api.get(`${path}/assets/${encodeURIComponent(key)}`)));
    return storedPrompt(
      slug,
      body,
      assets.map((each) => each.body),
    );
  }

  async newest(slug: string): Promise<NewestVersion | null> {
    try {
      const { body } = await this.api.get(`${this.#prompt(slug)}/versions/latest`);
      const { versionTag: tag, status, promptText: text, languageCode, variables, literals } = parsed(NEWEST, body);
      return { tag, status, text, languageCode, variables: variables ?? [], literals: literals ?? [] };
    } catch (error) {
      if (isKind(error, 'not_found')) return null;
      throw error;
    }
  }

  async tags(): Promise<KnownTag[]> {
    const tags = await this.#all(TAGS, `${this.#project}/tags?${PAGE}`);
    return tags.map(({ id, name, description }) => ({ id, name, description }));
  }

  async createTag({ name, description }: StoredTag): Promise<void> {
    await this.api.post(`${this.#project}/tags`, { name, description });
  }

  async updateTag({ id, name, description }: KnownTag): Promise<void> {
    await this.api.patch(`${this.#project}/tags/${encodeURIComponent(id)}`, { name, description });
  }

  async put(prompt: StoredPrompt, { dryRun = false, breakingReason }: PutOptions = {}): Promise<PutOutcome> {
    const outcomes: PutOutcome[] = [];
    const path = `${this.#prompt(prompt.slug)}/document${dryRun ? '?dryRun=true' : ''}`;
    for (const document of documentsOf(prompt, breakingReason)) outcomes.push(parsed(OUTCOME, (await this.api.put(path, document)).body));
    return joined(prompt, outcomes);
  }

  async putVersion(
    { slug, name }: Pick<StoredPrompt, 'slug' | 'name'>,
    version: StoredVersion,
    isNew: boolean,
  ): Promise<readonly string[]> {
    const document = { prompt: { name }, versions: [versionBody(version)] };
    const condition: Readonly<Record<string, string>> = isNew ? { 'if-none-match': '*' } : {};
    return parsed(OUTCOME, (await this.api.put(`${this.#prompt(slug)}/document`, document, condition)).body).warnings;
  }

  async rename(slug: string, name: string): Promise<void> {
    await this.api.put(`${this.#prompt(slug)}/document`, { prompt: { name } });
  }

  async activate(slug: string, tag: string): Promise<void> {
    await this.api.put(`${this.#prompt(slug)}/document`, { versions: [{ versionTag: tag, status: 'active' }] });
  }

  #prompt(slug: string): string {
    return `${this.#project}/prompts/${encodeURIComponent(slug)}`;
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
