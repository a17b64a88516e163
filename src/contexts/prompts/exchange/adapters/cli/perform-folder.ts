import { ApiClient } from '#platform/cli/api-client';
import type { ApiSettings } from '#platform/cli/api-settings';
import { UsageError } from '#platform/cli/command';
import { numeral } from '#platform/cli/counted';
import { jsonLine, type Output } from '#platform/cli/output';
import { CheckFolder, type FolderContent } from '../../application/check-folder';
import { CompareFolder, type Difference } from '../../application/compare-folder';
import { ExportProject } from '../../application/export-project';
import { ImportFolder, type FolderReport } from '../../application/import-folder';
import { DiskPromptFolder } from '../files/disk-prompt-folder';
import { HttpProjectMirror } from '../remote/http-project-mirror';

const PROMPTS_A_LINE = 100;
/** The server needs time for a long document. */
const PATIENCE = { requestTimeoutMs: 180_000 };

/** The number of prompts. */
export async function performExport(project: string, dir: string, settings: ApiSettings, output: Output): Promise<number> {
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings, PATIENCE));
  return new ExportProject(mirror, new DiskPromptFolder(dir)).execute({
    project,
    onProgress: (done, of) => {
      if (done % PROMPTS_A_LINE === 0) output.err(`${numeral(done)} of ${numeral(of)} prompts`);
    },
  });
}

/** Throws UsageError with everything that is wrong with the folder, before it sends a request. */
async function soundFolder(dir: string): Promise<{ readonly folder: DiskPromptFolder; readonly content: FolderContent }> {
  const folder = new DiskPromptFolder(dir);
  const { faults, content } = await new CheckFolder(folder).execute();
  if (faults.length > 0) throw new UsageError([`${dir} cannot be imported; nothing was changed`, ...faults].join('\n  '));
  return { folder, content };
}

export async function performDiff(dir: string, project: string, withTexts: boolean, settings: ApiSettings): Promise<Difference> {
  const { folder, content } = await soundFolder(dir);
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings, PATIENCE));
  return new CompareFolder(mirror, folder, content).execute(project, { withTexts });
}

export async function performFolderImport(
  dir: string,
  project: string,
  settings: ApiSettings,
  output: Output,
  { signal, json }: { readonly signal: AbortSignal; readonly json: boolean },
): Promise<FolderReport> {
  const { folder, content } = await soundFolder(dir);
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings, PATIENCE));
  return new ImportFolder(mirror, folder, content).execute({
    project,
    signal,
    onProgress: (done) => {
      if (done % PROMPTS_A_LINE === 0) output.err(`${numeral(done)} prompts`);
    },
    ...(json && {
      onEvent: (event) => {
        output.out(jsonLine(event));
      },
    }),
  });
}
