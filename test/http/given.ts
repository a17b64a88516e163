import { must, type ApiClient, type Schemas } from './client';

interface PromptAddress {
  readonly projectId: string;
  readonly promptId: string;
}

/** What a test starts from. Each method makes one thing through the API, as an administrator, and returns what the server says it is. */
export class Given {
  constructor(private readonly api: ApiClient) {}

  async project(name: string, more: Partial<Schemas['CreateProjectDto']> = {}): Promise<Schemas['ProjectDto']> {
    return must(await this.api.POST('/api/projects', { body: { name, ...more } }));
  }

  /** Its first version is active. */
  async prompt(projectId: string, prompt: Schemas['CreatePromptDto']): Promise<Schemas['PromptDetailDto']> {
    const params = { path: { projectId } };
    return must(await this.api.POST('/api/projects/{projectId}/prompts', { params, body: { activate: true, ...prompt } }));
  }

  /** A draft, unless it says otherwise. */
  async version(path: PromptAddress, version: Schemas['CreateVersionDto']): Promise<Schemas['VersionDto']> {
    return must(await this.api.POST('/api/projects/{projectId}/prompts/{promptId}/versions', { params: { path }, body: version }));
  }

  async environment(projectId: string, name: string): Promise<Schemas['EnvironmentDto']> {
    return must(await this.api.POST('/api/projects/{projectId}/environments', { params: { path: { projectId } }, body: { name } }));
  }

  async apiKey(key: Schemas['CreateApiKeyDto']): Promise<Schemas['CreatedApiKeyDto']> {
    return must(await this.api.POST('/api/api-keys', { body: key }));
  }
}
