// Parameters that are called the same everywhere.

const DESCRIPTIONS = {
  projectId: 'Slug of the project',
  projectSlug: 'Slug of the project',
  tagId: 'Id of the tag',
  aiModelId: 'Id of the AI model',
  promptId: 'Slug of the prompt',
  assetKey: 'Key of the asset',
  versionTag: 'Tag of the version',
  otherTag: 'Tag of the version to compare with, or `latest`',
  environmentId: 'Id or name of the environment; an id wins',
  deploymentId: 'Id of the deployment',
  sessionId: 'Id of the session',
  linkId: 'Id of the link',
  userId: 'Id of the user',
  tenantId: 'Id of the tenant; `default-tenant` is the platform tenant',
};

export const PATH_PARAMETERS = Object.entries(DESCRIPTIONS).map(([name, description]) => ({
  description,
  in: 'path',
  name,
  required: true,
  schema: { type: 'string' },
}));

// What tsoa must not check, since the product does so itself: of a flag, `true` in any letter case is true, any other value false.
const FLAG = { type: 'boolean' };
/** An instant with its offset, or a date for the whole day. */
export const TIME = {
  anyOf: [
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'date' },
  ],
};

const QUERIES = {
  asOf: TIME,
  from: TIME,
  to: TIME,
  ifUnused: FLAG,
  includeAssets: FLAG,
  processed: FLAG,
  resolveAssets: FLAG,
  strict: FLAG,
};

export function completeParameters(operation) {
  for (const parameter of operation.parameters ?? []) {
    parameter.description ??= DESCRIPTIONS[parameter.name];
    if (parameter.in === 'query') parameter.schema = QUERIES[parameter.name] ?? parameter.schema;
  }
}
