import { ApiClient } from '#platform/cli/api-client';
import type { ApiSettings } from '#platform/cli/api-settings';
import type { Output } from '#platform/cli/output';
import { ExportProject } from '../../application/export-project';
import { ImportFolder, type FolderReport } from '../../application/import-folder';
import { PlanImport } from '../../application/plan-import';
import { changeLine } from '../../domain/change';
import { DiskPromptFolder } from '../files/disk-prompt-folder';
import { HttpProjectMirror } from '../remote/http-project-mirror';

const PROMPTS_A_LINE = 100;

/** How many prompts there were. */
export async function performExport(project: string, dir: string, settings: ApiSettings, output: Output): Promise<number> {
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings));
  return new ExportProject(mirror, new DiskPromptFolder(dir)).execute({
    project,
    onProgress: (done, of) => {
      if (done % PROMPTS_A_LINE === 0) output.err(`${String(done)} of ${String(of)} prompts`);
    },
  });
}

export interface Difference {
  /** What an import would do, one line a change. */
  readonly changes: readonly string[];
  /** What it could not do. */
  readonly conflicts: readonly string[];
  /** What the project has beyond the folder, and would keep. */
  readonly extra: readonly string[];
}

export async function performDiff(dir: string, project: string, settings: ApiSettings): Promise<Difference> {
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings));
  const plan = new PlanImport(mirror, new DiskPromptFolder(dir));
  await mirror.find(project);
  const changes = (await plan.missingTags()).map((name) => `create tag ${name}`);
  const conflicts: string[] = [];
  const extra: string[] = [];
  for await (const planned of plan.plans()) {
    if ('fault' in planned) conflicts.push(`${planned.slug}: ${planned.fault}`);
    else {
      changes.push(...planned.plan.changes.map(changeLine));
      conflicts.push(...planned.plan.conflicts);
      extra.push(...planned.plan.extra);
    }
  }
  extra.push(...(await plan.onlyThere()).map((slug) => `prompt ${slug}`));
  return { changes, conflicts, extra };
}

export async function performFolderImport(
  dir: string,
  project: string,
  settings: ApiSettings,
  output: Output,
  signal: AbortSignal,
): Promise<FolderReport> {
  const folder = new DiskPromptFolder(dir);
  await folder.slugs();
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings));
  return new ImportFolder(mirror, new PlanImport(mirror, folder)).execute({
    project,
    signal,
    onProgress: (done) => {
      if (done % PROMPTS_A_LINE === 0) output.err(`${String(done)} prompts`);
    },
  });
}

/** What people read at the end of the import of a folder. */
export const folderSummary = ({ prompts, changed, changes, conflicts, interrupted }: FolderReport): string[] => [
  ...conflicts.map((each) => `! ${each.prompt}: ${each.reason}`),
  `${String(prompts)} prompts, ${String(changed)} of them changed by ${String(changes)} changes, ${String(conflicts.length)} conflicts`,
  ...(interrupted ? ['Interrupted; run the same command again to go on.'] : []),
];
