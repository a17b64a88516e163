import {
  type KnownPrompt,
  type KnownTag,
  type NewestVersion,
  ProjectMirror,
} from '../../../../../src/contexts/prompts/exchange/application/project-mirror.port';
import type { StoredPrompt, StoredVersion } from '../../../../../src/contexts/prompts/exchange/domain/stored-prompt';
import { DomainError } from '../../../../../src/shared/errors';

/** A server's prompts in memory; `before` may fail any call. */
export class MemoryProjectMirror extends ProjectMirror {
  readonly known = new Map<string, { name: string; versions: NewestVersion[] }>();
  readonly writes: string[] = [];
  mostAtOnce = 0;
  warning: string | null = null;
  before: (call: string) => void = () => undefined;
  private atOnce = 0;

  find(name: string): Promise<void> {
    return this.call(`find ${name}`, () => undefined);
  }

  open(name: string): Promise<void> {
    return this.call(`open ${name}`, () => undefined);
  }

  prompts(): Promise<ReadonlyMap<string, KnownPrompt>> {
    const tagsOf = (versions: readonly NewestVersion[]): string[] => versions.map(({ tag }) => tag).toReversed();
    return this.call('list', () => new Map([...this.known].map(([slug, { name, versions }]) => [slug, { name, tags: tagsOf(versions) }])));
  }

  newest(slug: string): Promise<NewestVersion | null> {
    return this.call(`newest ${slug}`, () => this.versions(slug).at(-1) ?? null);
  }

  putVersion({ slug, name }: Pick<StoredPrompt, 'slug' | 'name'>, version: StoredVersion, isNew: boolean): Promise<readonly string[]> {
    const { tag, status, text, variables, literals, language } = version;
    const brought: NewestVersion = {
      ...{ tag, status, text, literals, languageCode: language },
      variables: variables.map((each) => ({ name: each.name, type: each.type, required: each.required, default: each.default })),
    };
    return this.call(isNew ? `create ${slug}` : `version ${slug} ${tag}`, () => {
      if (isNew && this.known.has(slug)) throw new DomainError('precondition_failed', 'prompts.taken', 'already exists');
      if (this.versions(slug).some((each) => each.tag === tag)) throw new DomainError('conflict', 'prompts.taken', 'already exists');
      const versions = [...this.versions(slug), brought];
      this.known.set(slug, { name: this.known.get(slug)?.name ?? name, versions });
      this.writes.push(isNew ? `create ${slug}` : `version ${slug} ${tag}`);
      return this.warning === null ? [] : [this.warning];
    });
  }

  rename(slug: string, name: string): Promise<void> {
    return this.call(`rename ${slug}`, () => {
      this.known.set(slug, { name, versions: this.versions(slug) });
      this.writes.push(`rename ${slug}`);
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

  versions(slug: string): NewestVersion[] {
    return this.known.get(slug)?.versions ?? [];
  }

  read = (): Promise<StoredPrompt> => this.unused();
  put = (): Promise<never> => this.unused();
  tags = (): Promise<KnownTag[]> => this.unused();
  createTag = (): Promise<void> => this.unused();
  updateTag = (): Promise<void> => this.unused();

  private unused(): Promise<never> {
    throw new Error('an import of a file does not do that');
  }

  private async call<T>(name: string, work: () => T): Promise<T> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    this.atOnce--;
    this.before(name);
    return work();
  }
}
