import { Invalid } from '#shared/errors';
import { faultsOf, tagFaults } from '../domain/prompt-faults';
import type { PromptFolder } from './prompt-folder.port';

/** Looks through a folder before anything is done with it; asks no server. */
export class CheckFolder {
  constructor(private readonly folder: PromptFolder) {}

  /** All that is wrong with it, each with its file. */
  async execute(): Promise<string[]> {
    const faults: string[] = [];
    const look = async <T>(reading: Promise<T>, check: (read: T) => readonly string[]): Promise<void> => {
      try {
        faults.push(...check(await reading));
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        faults.push(...error.errors.map(({ message }) => message));
      }
    };
    const slugs = await this.folder.slugs();
    await look(this.folder.tags(), (tags) => tagFaults(tags).map((message) => `${this.folder.tagsPlace}: ${message}`));
    faults.push(...(await this.folder.strays()).map((file) => `${file}: is no folder of a prompt`));
    for (const slug of slugs)
      await look(this.folder.read(slug), (prompt) =>
        faultsOf(prompt).map(({ message, ...place }) => `${this.folder.place(slug, place)}: ${message}`),
      );
    return faults;
  }
}
