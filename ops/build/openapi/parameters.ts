import type { OperationObject, Parameter, Schema } from './types';

// Parameters that are called the same everywhere.

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  projectId: 'The slug of the project',
  projectSlug: 'The slug of the project',
  tagId: 'Id of the tag',
  aiModelId: 'Id of the AI model',
  promptId: 'The slug of the prompt',
  assetKey: 'Key of the asset',
  versionTag: 'Tag of the version',
  otherTag: 'The tag of the version to compare with, or `latest`',
  environmentId: 'The id or the name of the environment. An id takes precedence',
  deploymentId: 'Id of the deployment',
  sessionId: 'Id of the session',
  linkId: 'Id of the link',
  userId: 'Id of the user',
  tenantId: 'Id of the tenant; `default-tenant` is the platform tenant',
};

export const PATH_PARAMETERS: readonly Parameter[] = Object.entries(DESCRIPTIONS).map(([name, description]) => ({
  description,
  in: 'path',
  name,
  required: true,
  schema: { type: 'string' },
}));

// What tsoa must not check, since the product does so itself: of a flag, `true` in any letter case is true, any other value false.
const FLAG: Schema = { type: 'boolean' };
/** An instant with its offset, or a date for the whole day. */
export const TIME: Schema = {
  anyOf: [
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'date' },
  ],
};

const QUERIES: Readonly<Record<string, Schema>> = {
  asOf: TIME,
  from: TIME,
  to: TIME,
  ifUnused: FLAG,
  includeAssets: FLAG,
  processed: FLAG,
  resolveAssets: FLAG,
  strict: FLAG,
};

export function completeParameters(operation: OperationObject): void {
  for (const parameter of operation.parameters ?? []) {
    const { name, description = DESCRIPTIONS[name] } = parameter;
    if (description !== undefined) parameter.description = description;
    const schema = parameter.in === 'query' ? QUERIES[name] : undefined;
    if (schema) parameter.schema = schema;
  }
}
