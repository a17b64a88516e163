import type { PromptChange } from '../domain/prompt-change';
import type { FolderContent } from './check-folder';
import type { KnownTag, ProjectMirror } from './project-mirror.port';

export interface TagPlan {
  readonly changes: readonly PromptChange[];
  /** Names of those that the folder has. */
  readonly wanted: readonly string[];
  /** Names of those that only the project has. */
  readonly extra: readonly string[];
}

/** The tags of a project: those that the folder says, and those that its prompts have. */
export class BringTags {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly content: Pick<FolderContent, 'tags' | 'usedTags'>,
  ) {}

  /** What has to be done for them; with `apply` that is done. */
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

  /** `description`: undefined where only prompts name the tag. */
  #change(there: KnownTag | undefined, name: string, description: string | null | undefined) {
    if (!there) return { action: 'create', perform: () => this.mirror.createTag({ name, description: description ?? null }) };
    if (description === undefined || description === there.description) return null;
    return { action: 'update', perform: () => this.mirror.updateTag({ ...there, description }) };
  }
}
