import { DomainError } from '#shared/errors';
import type { Plan } from '../domain/change';
import { planPrompt } from '../domain/prompt-plan';
import type { StoredPrompt } from '../domain/stored-prompt';
import { ahead } from './ahead';
import type { ProjectMirror } from './project-mirror.port';
import type { PromptFolder } from './prompt-folder.port';

/** A prompt of the folder with what has to be done for it, or why its files cannot be read. */
export type PlannedPrompt =
  { readonly slug: string; readonly prompt: StoredPrompt; readonly plan: Plan } | { readonly slug: string; readonly fault: string };

/** Compares a folder with a project, prompt by prompt. */
export class PlanImport {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
  ) {}

  /** By slug. */
  async *plans(): AsyncGenerator<PlannedPrompt, void> {
    const slugs = await this.folder.slugs();
    const there = new Set(await this.mirror.slugs());
    const tagIds = await this.mirror.tagIds();
    yield* ahead(slugs, async (slug) => {
      try {
        const prompt = await this.folder.read(slug);
        return { slug, prompt, plan: planPrompt(prompt, there.has(slug) ? await this.mirror.read(slug) : null, tagIds) };
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
        return { slug, fault: error.message };
      }
    });
  }

  /** What the project has and the folder has not. */
  async onlyThere(): Promise<string[]> {
    const slugs = new Set(await this.folder.slugs());
    return (await this.mirror.slugs()).filter((each) => !slugs.has(each));
  }

  /** Names of tags that the folder's prompts have and the project has not. */
  async missingTags(): Promise<string[]> {
    const known = await this.mirror.tagIds();
    const names = new Set<string>();
    for (const slug of await this.folder.slugs()) {
      const tags = await this.folder.read(slug).then(
        (prompt) => prompt.tags,
        () => [],
      );
      for (const name of tags) if (!known.has(name)) names.add(name);
    }
    return [...names].toSorted();
  }
}
