import type { Change } from '../domain/change';
import type { PlanImport } from './plan-import';
import type { ProjectMirror } from './project-mirror.port';

export interface ImportFolderCommand {
  readonly project: string;
  /** Aborted: no new change set is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (prompts: number) => void;
}

export interface FolderReport {
  /** Prompts of the folder. */
  readonly prompts: number;
  /** Those that something was done for. */
  readonly changed: number;
  readonly changes: number;
  /** What could not be done, by prompt. */
  readonly conflicts: readonly { readonly prompt: string; readonly reason: string }[];
  readonly interrupted: boolean;
}

const MOST_CHANGES = 500;
/** The server takes 2 MiB; JSON may be longer than the text that it holds. */
const MOST_BYTES = 1_500_000;

/**
 * Brings a folder into a project in change sets, each all or nothing: first the tags, then prompt by prompt with what belongs to
 * it. What is there already is not done again, so a rerun goes on where the last one stopped.
 */
export class ImportFolder {
  #changes: Change[] = [];
  #bytes = 0;
  #sent = 0;

  constructor(
    private readonly mirror: ProjectMirror,
    private readonly plan: PlanImport,
  ) {}

  async execute({ project, signal, onProgress }: ImportFolderCommand): Promise<FolderReport> {
    await this.mirror.open(project);
    for (const name of await this.plan.missingTags()) await this.#add([{ action: 'create', resource: 'tag', body: { name } }]);
    await this.#send();
    const conflicts: { prompt: string; reason: string }[] = [];
    let [prompts, changed] = [0, 0];
    for await (const planned of this.plan.plans()) {
      if (signal?.aborted === true) break;
      prompts += 1;
      if ('fault' in planned) conflicts.push({ prompt: planned.slug, reason: planned.fault });
      else {
        conflicts.push(...planned.plan.conflicts.map((reason) => ({ prompt: planned.slug, reason })));
        if (planned.plan.changes.length > 0) changed += 1;
        await this.#add(planned.plan.changes);
      }
      onProgress?.(prompts);
    }
    const interrupted = signal?.aborted === true;
    if (!interrupted) await this.#send();
    return { prompts, changed, changes: this.#sent, conflicts, interrupted };
  }

  /** What belongs to one prompt stays in one change set where it fits. */
  async #add(changes: readonly Change[]): Promise<void> {
    const bytes = changes.reduce((sum, each) => sum + sizeOf(each), 0);
    if (this.#changes.length + changes.length > MOST_CHANGES || this.#bytes + bytes > MOST_BYTES) await this.#send();
    for (const each of changes) {
      if (this.#changes.length === MOST_CHANGES || (this.#bytes > 0 && this.#bytes + sizeOf(each) > MOST_BYTES)) await this.#send();
      this.#changes.push(each);
      this.#bytes += sizeOf(each);
    }
  }

  async #send(): Promise<void> {
    if (this.#changes.length === 0) return;
    await this.mirror.apply(this.#changes);
    this.#sent += this.#changes.length;
    this.#changes = [];
    this.#bytes = 0;
  }
}

const sizeOf = (change: Change): number => Buffer.byteLength(JSON.stringify(change));
