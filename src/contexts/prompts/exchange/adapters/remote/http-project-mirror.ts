import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ApiClient, parsed } from '#platform/cli/api-client';
import { DomainError } from '#shared/errors';
import { slugOf } from '#shared/slug';
import { ProjectMirror, type KnownTag, type ServerWarning } from '../../application/project-mirror.port';
import type { Change } from '../../domain/change';
import { fitsASet } from '../../domain/change-size';
import type { StoredPrompt } from '../../domain/stored-prompt';
import { storedPrompt } from './stored-responses';

const PROMPTS = z.array(z.object({ id: z.string() }));
const ASSETS = z.array(z.object({ key: z.string() }));
const TAGS = z.array(z.object({ id: z.string(), name: z.string(), description: z.string().nullable() }));
/** A server of release 0.1.0 warns of nothing. */
const APPLIED = z.object({
  results: z.array(z.object({ warning: z.string().nullish() })),
  warnings: z.array(z.string()).default([]),
});
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
    const keys = (await this.#all(ASSETS, `${path}/assets?${PAGE}`)).map(({ key }) => key).toSorted();
    const assets = await Promise.all(keys.map((key) => this.api.get(`${path}/assets/${encodeURIComponent(key)}`)));
    return storedPrompt(
      slug,
      body,
      assets.map((each) => each.body),
    );
  }

  async tags(): Promise<KnownTag[]> {
    const tags = await this.#all(TAGS, `${this.#project}/tags?${PAGE}`);
    return tags.map(({ id, name, description }) => ({ id, name, description }));
  }

  /** A set whose answer got lost may have arrived: by its key the server knows it when it comes again. */
  async apply(changes: readonly Change[]): Promise<ServerWarning[]> {
    const [only] = changes;
    if (changes.length === 1 && only?.action === 'update' && !fitsASet(only)) return this.#alone(only);
    const { body } = await this.api.postWithKey(`${this.#project}/changes`, { changes }, randomUUID());
    const { results, warnings } = parsed(APPLIED, body);
    return [
      ...results.flatMap(({ warning }, index) => (warning == null ? [] : [{ change: changes[index] ?? null, message: warning }])),
      ...warnings.map((message) => ({ change: null, message })),
    ];
  }

  /** By the route of its resource, whose body has none of what a change set puts around it. */
  async #alone(change: Change): Promise<ServerWarning[]> {
    const { resource, body = {}, ...named } = change;
    const path = PATHS[resource].replace(/\{(\w+)\}/gu, (_all, part: 'prompt' | 'asset' | 'version' | 'id') =>
      encodeURIComponent(named[part] ?? ''),
    );
    const { warning } = await this.api.patch(`${this.#project}/${path}`, body);
    return warning === null ? [] : [{ change, message: warning }];
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
