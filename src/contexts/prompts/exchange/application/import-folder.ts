import { DomainError } from '#shared/errors';
import { changeLine, type Change } from '../domain/change';
import { extentOf, FULL, isWithin, plus, type Extent } from '../domain/change-size';
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
  /** What the server says of what was done. */
  readonly warnings: readonly string[];
  readonly interrupted: boolean;
}

const MAX_CHANGES = 500;
const NOTHING: Extent = { bytes: 0, values: 0, depth: 0 };

/**
 * Brings a folder into a project in change sets, each all or nothing: first the tags, then prompt by prompt with what belongs to
 * it. What is there already is not done again, so a rerun goes on where the last one stopped.
 */
export class ImportFolder {
  #changes: Change[] = [];
  #size = NOTHING;
  #sent = 0;
  readonly #warnings: string[] = [];

  constructor(
    private readonly mirror: ProjectMirror,
    private readonly plan: PlanImport,
  ) {}

  /** The folder was checked before. */
  async execute({ project, signal, onProgress }: ImportFolderCommand): Promise<FolderReport> {
    await this.mirror.open(project);
    await this.#add((await this.plan.tagPlan()).changes);
    await this.#send();
    const conflicts: { prompt: string; reason: string }[] = [];
    let [prompts, changed] = [0, 0];
    for await (const planned of this.plan.plans()) {
      if (signal?.aborted === true) break;
      prompts += 1;
      conflicts.push(...planned.plan.conflicts.map((reason) => ({ prompt: planned.slug, reason })));
      if (planned.plan.changes.length > 0) changed += 1;
      await this.#add(planned.plan.changes);
      onProgress?.(prompts);
    }
    const interrupted = signal?.aborted === true;
    if (!interrupted) await this.#send();
    return { prompts, changed, changes: this.#sent, conflicts, warnings: this.#warnings, interrupted };
  }

  /** What belongs to one prompt stays in one change set where it fits. */
  async #add(changes: readonly Change[]): Promise<void> {
    if (!this.#hasRoom(changes)) await this.#send();
    for (const unit of unitsOf(changes)) {
      if (!this.#hasRoom(unit)) await this.#send();
      this.#changes.push(...unit);
      this.#size = plus(this.#size, sizeOf(unit));
    }
  }

  #hasRoom(changes: readonly Change[]): boolean {
    return this.#changes.length + changes.length <= MAX_CHANGES && isWithin(plus(this.#size, sizeOf(changes)), FULL);
  }

  async #send(): Promise<void> {
    const changes = this.#changes;
    if (changes.length === 0) return;
    try {
      const warnings = await this.mirror.apply(changes);
      this.#warnings.push(...warnings.map(({ change, message }) => (change ? `${changeLine(change)}: ${message}` : message)));
    } catch (error) {
      throw error instanceof DomainError ? this.#stoppedBy(error, changes) : error;
    }
    this.#sent += changes.length;
    this.#changes = [];
    this.#size = NOTHING;
  }

  /** Says which change it was instead of its number in the set. */
  #stoppedBy({ kind, code, message, details }: DomainError, changes: readonly Change[]): DomainError {
    const at = typeof details.change === 'number' ? changes[details.change] : changes.length === 1 ? changes[0] : undefined;
    const reason = at ? `${changeLine(at)}: ${message.replace(/^Change \d+: /u, '')}` : message;
    return new DomainError(
      kind,
      code,
      `${reason}; ${String(this.#sent)} ${this.#sent === 1 ? 'change' : 'changes'} went in before, and the ${String(changes.length)} of this set did not`,
    );
  }
}

const sizeOf = (changes: readonly Change[]): Extent => changes.map(extentOf).reduce(plus, NOTHING);

/** What has to arrive together: only what stood in is deleted, right after it was made. */
function unitsOf(changes: readonly Change[]): Change[][] {
  const units: Change[][] = [];
  for (const each of changes) {
    const last = units.at(-1);
    if (each.action === 'delete' && last) last.push(each);
    else units.push([each]);
  }
  return units;
}
