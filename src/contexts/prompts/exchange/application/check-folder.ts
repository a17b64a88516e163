import { Invalid } from '#shared/errors';
import { faultsOf, tagFaults } from '../domain/prompt-faults';
import type { StoredTag } from '../domain/stored-prompt';
import type { PromptFolder } from './prompt-folder.port';

/** The checked content of a folder. Its texts may not fit in memory, so that each is read again when it is needed. */
export interface FolderContent {
  /** The prompts by slug. `name` is the name of a prompt's folder. */
  readonly prompts: readonly { readonly slug: string; readonly name: string }[];
  readonly tags: readonly StoredTag[];
  /** The sorted names of the tags that prompts have. */
  readonly usedTags: readonly string[];
}

export interface CheckedFolder {
  /** Everything that is wrong, each with its file. */
  readonly faults: readonly string[];
  /** Complete only if nothing is wrong. */
  readonly content: FolderContent;
}

/** Checks a folder before any request is sent. */
export class CheckFolder {
  constructor(private readonly folder: PromptFolder) {}

  async execute(): Promise<CheckedFolder> {
    const faults: string[] = [];
    const look = async <T>(reading: Promise<T>, check: (read: T) => readonly string[]): Promise<void> => {
      try {
        faults.push(...check(await reading));
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        faults.push(...error.errors.map(({ message }) => message));
      }
    };
    const names = await this.folder.names();
    const tags: StoredTag[] = [];
    await look(this.folder.tags(), (read) => {
      tags.push(...read);
      return tagFaults(read).map((message) => `${this.folder.tagsPlace}: ${message}`);
    });
    faults.push(...(await this.folder.strays()).map((file) => `${file}: is not a folder of a prompt`));
    const prompts: { slug: string; name: string }[] = [];
    const usedTags = new Set<string>();
    for (const name of names)
      await look(this.folder.read(name), (prompt) => {
        prompts.push({ slug: prompt.slug, name });
        for (const tag of prompt.tags) usedTags.add(tag);
        return faultsOf(prompt).map(({ message, ...place }) => `${this.folder.place(prompt.slug, place)}: ${message}`);
      });
    const bySlug = prompts.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
    return { faults, content: { prompts: bySlug, tags, usedTags: [...usedTags].toSorted() } };
  }
}
