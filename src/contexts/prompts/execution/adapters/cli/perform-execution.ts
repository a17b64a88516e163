import type { Api, RequestTo, ResponseTo } from '#platform/cli/api';
import { strangeResponse } from '#platform/cli/api-client';
import { apiFailure } from '#platform/cli/api-failure';
import { type CommandDeps, UsageError } from '#platform/cli/command';
import { jsonLine, printText } from '#platform/cli/output';

const EXECUTE = '/api/llm-execution/execute';
type Executed = ResponseTo<'post', typeof EXECUTE>;
type Body = RequestTo<'post', typeof EXECUTE>['body'];

interface Execution extends Omit<Body, 'modelId' | 'projectId'> {
  readonly projectId: string;
  readonly model: string;
}

export async function performExecution(
  api: Api,
  { model, ...request }: Execution,
  { json }: { readonly json: boolean },
  deps: CommandDeps,
): Promise<void> {
  const body = { ...request, modelId: await modelIdOf(api, request.projectId, model) };
  if (json) {
    deps.output.out(jsonLine(await api.postOnce(EXECUTE, { body })));
    return;
  }
  let lastPiece = '';
  for await (const { name, data } of api.events(EXECUTE, { body })) {
    if (name === 'error') throw apiFailure((data as { readonly status?: number }).status ?? 500, data);
    if (name === 'delta') deps.output.write?.((lastPiece = (data as { readonly text: string }).text));
    if (name === 'done') {
      // The line feed that a terminal needs after the last piece, and nothing elsewhere.
      if (deps.output.screen && !lastPiece.endsWith('\n')) printText(deps.output, '');
      tellUsage(data as Executed, deps);
      return;
    }
  }
  throw strangeResponse();
}

/** The id of a model by its name or id. */
async function modelIdOf(api: Api, projectId: string, model: string): Promise<string> {
  const known: string[] = [];
  for await (const { entries } of api.pages('/api/projects/{projectId}/aimodels', { path: { projectId } })) {
    const found = entries.find(({ id, name }) => id === model || name === model);
    if (found) return found.id;
    known.push(...entries.map(({ name }) => name));
  }
  throw new UsageError(`the project has no AI model '${model}'${known.length > 0 ? `; it has ${known.join(', ')}` : ''}`);
}

function tellUsage({ modelUsed, providerUsed, metadata: { usage } }: Executed, { output }: CommandDeps): void {
  const tokens =
    usage.inputTokens !== null && usage.outputTokens !== null ? `, ${usage.inputTokens} tokens in, ${usage.outputTokens} out` : '';
  output.err(`${modelUsed} of ${providerUsed}${tokens}`);
}
