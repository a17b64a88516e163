import type { PromptChange } from '../domain/prompt-change';
import type { FolderContent } from './check-folder';
import type { KnownTag, ProjectMirror } from './project-mirror.port';

export interface TagPlan {
  readonly changes: readonly PromptChange[];
  /** The names of the tags in the folder. */
  readonly wanted: readonly string[];
  /** The names of the tags that only the project has. */
  readonly extra: readonly string[];
}

/** Compares the tags of a project with those that the folder lists and those that its prompts have. */
export class BringTags {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly content: Pick<FolderContent, 'tags' | 'usedTags'>,
  ) {}

  /** Returns the changes that are needed; with `apply` it makes them. */
  async execute({ apply }: { readonly apply: boolean }): Promise<TagPlan> {
    const known = new Map((await this.mirror.tags()).map((each) => [each.name, each]));
    const said = new Map(this.content.tags.map((each) => [each.name, each]));
    const wanted = [...new Set([...said.keys(), ...this.content.usedTags])];
    const changes: PromptChange[] = [];
    for (const name of wanted) {
      const change = this.#change(known.get(name), name, said.get(name)?.description);
      if (change === null) continue;
      changes.push({ action: change.action, resource: 'tag', id: name });
      if (apply) await change.perform();
    }
    return { changes, wanted, extra: [...known.keys()].filter((name) => !wanted.includes(name)) };
  }

  /** `description` is undefined if only prompts name the tag. */
  #change(there: KnownTag | undefined, name: string, description: string | null | undefined) {
    if (!there) return { action: 'create', perform: () => this.mirror.createTag({ name, description: description ?? null }) };
    if (description === undefined || description === there.description) return null;
    return { action: 'update', perform: () => this.mirror.updateTag({ ...there, description }) };
  }
}
