import { z } from 'zod';
import { type ApiClient, parsed } from '#platform/cli/api-client';
import { DomainError } from '#shared/errors';
import { slugOf } from '#shared/slug';
import { type CatalogPrompt, type CatalogVersion, PromptCatalog, type VersionContent } from '../../application/prompt-catalog.port';

const VARIABLE = z.object({ name: z.string(), type: z.string(), required: z.boolean(), default: z.unknown().optional() });
const VERSION = z.object({
  versionTag: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  promptText: z.string(),
  languageCode: z.string(),
  variables: z.array(VARIABLE).nullish(),
  literals: z.array(z.string()).nullish(),
});
const PROMPT = z.object({ name: z.string(), versions: z.array(VERSION) });
const LIST = z.array(z.object({ id: z.string(), name: z.string() }));

/** The prompts of a project behind the API of a JAPM server. */
export class HttpPromptCatalog extends PromptCatalog {
  private project = '';

  constructor(private readonly api: ApiClient) {
    super();
  }

  async openProject(name: string): Promise<void> {
    const slug = slugOf(name);
    this.project = `/api/projects/${encodeURIComponent(slug)}`;
    if (await this.isThere()) return;
    try {
      await this.api.post('/api/projects', { name });
    } catch (error) {
      if (!isKind(error, 'conflict') || !(await this.isThere())) throw error;
    }
  }

  async names(): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    let page: string | null = `${this.project}/prompts?limit=500`;
    while (page !== null) {
      const { body, nextPage } = await this.api.get(page);
      for (const prompt of parsed(LIST, body)) names.set(prompt.id, prompt.name);
      page = nextPage;
    }
    return names;
  }

  async read(slug: string): Promise<CatalogPrompt> {
    const prompt = parsed(PROMPT, (await this.api.get(this.prompt(slug))).body);
    return { name: prompt.name, versions: prompt.versions.map(versionOf) };
  }

  async createPrompt(slug: string, name: string, content: VersionContent, changeMessage: string): Promise<string | null> {
    // The server makes the slug of a name itself, of any length; one that is given has at most 100 characters.
    const given = slug === slugOf(name) ? {} : { slug };
    const body = { name, ...given, ...fields(content), changeMessage, activate: true };
    return (await this.api.post(`${this.project}/prompts`, body)).warning;
  }

  async createVersion(slug: string, tag: string, content: VersionContent, changeMessage: string): Promise<string | null> {
    const body = { versionTag: tag, ...fields(content), changeMessage };
    return (await this.api.post(`${this.prompt(slug)}/versions`, body)).warning;
  }

  async activate(slug: string, tag: string): Promise<void> {
    await this.api.post(`${this.prompt(slug)}/versions/${encodeURIComponent(tag)}/activate`);
  }

  private prompt(slug: string): string {
    return `${this.project}/prompts/${encodeURIComponent(slug)}`;
  }

  private async isThere(): Promise<boolean> {
    try {
      await this.api.get(this.project);
      return true;
    } catch (error) {
      if (isKind(error, 'not_found')) return false;
      throw error;
    }
  }
}

const isKind = (error: unknown, kind: DomainError['kind']): boolean => error instanceof DomainError && error.kind === kind;

const fields = (content: VersionContent): object => ({
  promptText: content.text,
  languageCode: content.languageCode,
  variables: content.variables,
  literals: content.literals,
});

function versionOf(answer: z.infer<typeof VERSION>): CatalogVersion {
  return {
    tag: answer.versionTag,
    status: answer.status,
    text: answer.promptText,
    languageCode: answer.languageCode,
    literals: answer.literals ?? [],
    variables: answer.variables ?? [],
  };
}
