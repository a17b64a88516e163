import { ApiClient } from '#platform/cli/api-client';
import type { ApiSettings } from '#platform/cli/api-settings';
import { jsonLine, type Output } from '#platform/cli/output';
import { ImportPrompts } from '../../application/import-prompts';
import type { ImportReport } from '../../application/import-report';
import { openPromptSource } from '../files/open-prompt-source';
import { HttpProjectMirror } from '../remote/http-project-mirror';
import { importProgress } from './import-progress';
import { importDocument, importSummary } from './import-summary';

export interface ImportRequest {
  readonly project: string;
  readonly language: string;
  readonly json?: boolean;
}

/** Connects file, server and use case, and runs the import. `lines` formats the result for standard output. */
export async function performImport(
  file: string,
  request: ImportRequest,
  settings: ApiSettings,
  output: Output,
  signal: AbortSignal,
): Promise<{ report: ImportReport; lines: string[] }> {
  const source = await openPromptSource(file);
  const { rows } = await source.summary();
  const mirror = new HttpProjectMirror(await ApiClient.connect(settings));
  const progress = importProgress(rows, output);
  const run = new ImportPrompts(source, mirror).execute({
    project: request.project,
    languageCode: request.language,
    signal,
    onProgress: (done) => {
      progress.done(done);
    },
    ...(request.json === true && {
      onEvent: (event) => {
        output.out(jsonLine(event));
      },
    }),
  });
  const report = await run.finally(() => {
    progress.stop();
  });
  return { report, lines: request.json === true ? [jsonLine(importDocument(report))] : importSummary(report) };
}
