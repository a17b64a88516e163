import { Invalid } from '#shared/errors';
import { faultsOf, tagFaults } from '../domain/prompt-faults';
import type { StoredTag } from '../domain/stored-prompt';
import type { PromptFolder } from './prompt-folder.port';

/** What a folder says, as far as it can be kept: its texts may be more than any memory holds, so each is read again in its turn. */
export interface FolderContent {
  /** By slug. `name`: what its folder is called. */
  readonly prompts: readonly { readonly slug: string; readonly name: string }[];
  readonly tags: readonly StoredTag[];
  /** Names of tags that prompts have; sorted. */
  readonly usedTags: readonly string[];
}

export interface CheckedFolder {
  /** All that is wrong with it, each with its file. */
  readonly faults: readonly string[];
  /** Whole where nothing is wrong. */
  readonly content: FolderContent;
}

/** Looks through a folder before anything is done with it; asks no server. */
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
    faults.push(...(await this.folder.strays()).map((file) => `${file}: is no folder of a prompt`));
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
