import {
  type CatalogPrompt,
  type CatalogVersion,
  PromptCatalog,
  type VersionContent,
} from '../../../../../src/contexts/prompts/exchange/application/prompt-catalog.port';
import { DomainError } from '../../../../../src/shared/errors';

/** A server's prompts in memory; `before` may fail any call. */
export class MemoryPromptCatalog extends PromptCatalog {
  readonly prompts = new Map<string, { name: string; versions: CatalogVersion[] }>();
  readonly writes: string[] = [];
  mostAtOnce = 0;
  warning: string | null = null;
  before: (call: string) => void = () => undefined;
  private atOnce = 0;

  openProject(name: string): Promise<void> {
    return this.call(`open ${name}`, () => undefined);
  }

  names(): Promise<ReadonlyMap<string, string>> {
    return this.call('list', () => new Map([...this.prompts].map(([slug, { name }]) => [slug, name])));
  }

  read(slug: string): Promise<CatalogPrompt> {
    return this.call(`read ${slug}`, () => ({ name: this.prompts.get(slug)?.name ?? '', versions: [...this.versions(slug)].reverse() }));
  }

  createPrompt(slug: string, name: string, content: VersionContent): Promise<string | null> {
    return this.call(`create ${slug}`, () => {
      if (this.prompts.has(slug)) throw conflict();
      this.prompts.set(slug, { name, versions: [{ ...content, tag: '1.0.0', status: 'active' }] });
      this.writes.push(`create ${slug}`);
      return this.warning;
    });
  }

  createVersion(slug: string, tag: string, content: VersionContent): Promise<string | null> {
    return this.call(`version ${slug} ${tag}`, () => {
      if (this.versions(slug).some((version) => version.tag === tag)) throw conflict();
      this.versions(slug).push({ ...content, tag, status: 'draft' });
      this.writes.push(`version ${slug} ${tag}`);
      return this.warning;
    });
  }

  activate(slug: string, tag: string): Promise<void> {
    return this.call(`activate ${slug} ${tag}`, () => {
      const versions = this.versions(slug);
      const at = versions.findIndex((version) => version.tag === tag);
      const found = versions[at];
      if (found) versions[at] = { ...found, status: 'active' };
      this.writes.push(`activate ${slug} ${tag}`);
    });
  }

  versions(slug: string): CatalogVersion[] {
    return this.prompts.get(slug)?.versions ?? [];
  }

  private async call<T>(name: string, work: () => T): Promise<T> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    this.atOnce--;
    this.before(name);
    return work();
  }
}

const conflict = (): DomainError => new DomainError('conflict', 'prompts.taken', 'already exists');
