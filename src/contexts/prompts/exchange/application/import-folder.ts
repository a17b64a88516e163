import { DomainError, type ErrorKind } from '#shared/errors';
import type { PutOutcome } from '../domain/prompt-change';
import { ahead } from './ahead';
import { BringTags } from './bring-tags';
import type { FolderContent } from './check-folder';
import type { ProjectMirror } from './project-mirror.port';
import type { PromptFolder } from './prompt-folder.port';

export interface ImportFolderCommand {
  readonly project: string;
  /** Once it is aborted, no further prompt is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (prompts: number) => void;
  /** Called when a prompt is done. */
  readonly onEvent?: (event: FolderEvent) => void;
}

export interface FolderEvent {
  readonly event: 'prompt';
  readonly slug: string;
  readonly changes: number;
  readonly warnings: readonly string[];
  /** The reason why the server refused the prompt. */
  readonly conflict?: string;
}

export interface FolderReport {
  /** The number of prompts in the folder. */
  readonly prompts: number;
  /** The number of prompts that were changed. */
  readonly changed: number;
  readonly changes: number;
  /** The prompts that the server refused, with the reasons. */
  readonly conflicts: readonly { readonly prompt: string; readonly reason: string }[];
  /** The changes and warnings of the server. */
  readonly warnings: readonly string[];
  readonly interrupted: boolean;
}

/** These failures concern one prompt; after any other failure the import ends. */
const OF_ONE_PROMPT: readonly ErrorKind[] = ['invalid', 'conflict', 'too_large', 'unprocessable'];
/** The reason for an activation that may break callers: the version was active where it comes from. */
export const BREAKING_REASON = 'Brought in with the version that it is';

/**
 * Brings a folder into a project: first the tags, then each prompt as a document, completely or not at all. A rerun changes nothing that is
 * there already, so that it continues where the last run stopped.
 */
export class ImportFolder {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
    private readonly content: FolderContent,
  ) {}

  /** The folder must have been checked. */
  async execute({ project, signal, onProgress, onEvent }: ImportFolderCommand): Promise<FolderReport> {
    await this.mirror.open(project);
    const tags = await new BringTags(this.mirror, this.content).execute({ apply: true });
    const conflicts: { prompt: string; reason: string }[] = [];
    const warnings: string[] = [];
    let [prompts, changed, changes] = [0, 0, tags.changes.length];
    const bring = async ({ slug, name }: FolderContent['prompts'][number]) => ({ slug, outcome: await this.#bring(name, signal) });
    for await (const { slug, outcome } of ahead(this.content.prompts, bring)) {
      if (outcome === null) break;
      prompts += 1;
      if (typeof outcome === 'string') {
        conflicts.push({ prompt: slug, reason: outcome });
        onEvent?.({ event: 'prompt', slug, changes: 0, warnings: [], conflict: outcome });
      } else {
        onEvent?.({ event: 'prompt', slug, changes: outcome.changes.length, warnings: outcome.warnings });
        changes += outcome.changes.length;
        if (outcome.changes.length > 0) changed += 1;
        warnings.push(...outcome.warnings.map((each) => `prompt ${slug}: ${each}`));
      }
      onProgress?.(prompts);
    }
    return { prompts, changed, changes, conflicts, warnings, interrupted: signal?.aborted === true };
  }

  /** Null if the prompt was not begun; a text is the reason why the server refused it. */
  async #bring(name: string, signal: AbortSignal | undefined): Promise<PutOutcome | string | null> {
    if (signal?.aborted === true) return null;
    const prompt = await this.folder.read(name);
    try {
      return await this.mirror.put(prompt, { breakingReason: BREAKING_REASON });
    } catch (error) {
      if (!(error instanceof DomainError) || !OF_ONE_PROMPT.includes(error.kind)) throw error;
      return error.message;
    }
  }
}
