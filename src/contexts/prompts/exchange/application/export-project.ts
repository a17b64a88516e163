import type { StoredPrompt } from '../domain/stored-prompt';
import { ahead } from './ahead';
import type { ProjectMirror } from './project-mirror.port';
import type { PromptFolder } from './prompt-folder.port';

export interface ExportProjectCommand {
  readonly project: string;
  readonly onProgress?: (prompts: number, of: number) => void;
}

/** Writes the prompts of a project to a folder. The same prompts always give the same bytes. */
export class ExportProject {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
  ) {}

  /** The number of prompts. */
  async execute({ project, onProgress }: ExportProjectCommand): Promise<number> {
    await this.mirror.find(project);
    const slugs = [...(await this.mirror.prompts()).keys()].toSorted();
    const tags = (await this.mirror.tags()).map(({ name, description }) => ({ name, description }));
    await this.folder.replace(
      tags.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      this.#prompts(slugs, onProgress),
    );
    return slugs.length;
  }

  async *#prompts(slugs: readonly string[], onProgress: ExportProjectCommand['onProgress']): AsyncGenerator<StoredPrompt, void> {
    let done = 0;
    for await (const prompt of ahead(slugs, (slug) => this.mirror.read(slug))) {
      yield prompt;
      onProgress?.(++done, slugs.length);
    }
  }
}
