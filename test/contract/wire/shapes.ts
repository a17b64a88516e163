import { z } from 'zod';

// The shapes of the wire contract, field by field. What JAPM added beside them stands in the second argument of `shape`.

const text = z.string();
const id = z.string().min(1);
const date = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
const flag = z.boolean();
const int = z.number().int();
const uuid = z.string().regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u);
const times = { createdAt: date, updatedAt: date };

/** Exactly these fields: the contract's, and those that JAPM added, which may be missing. */
function shape<T extends z.ZodRawShape>(contract: T, added: z.ZodRawShape = {}): z.ZodObject<T> {
  const optional = Object.fromEntries(Object.entries(added).map(([name, each]) => [name, z.optional(each)]));
  return z.strictObject({ ...contract, ...optional });
}

const role = z.enum(['admin', 'tenant_admin', 'user', 'prompt_consumer']);
export const User = shape({ id, name: text, email: id, role, tenantId: uuid, ...times }, { disabled: flag });
const apiKey = {
  id,
  name: id,
  prefix: z.string().regex(/^japm_[\da-f]{8}$/u),
  displayKey: id,
  ...times,
  expiresAt: date.nullable(),
  lastUsedAt: date.nullable(),
  revoked: flag,
  userId: id,
};
const names = z.array(text).nullable();
const scopes = { permissions: names, projects: names, environments: names, overlapUntil: date.nullable() };
export const ApiKey = shape(apiKey, scopes);
export const CreatedApiKey = shape({ ...apiKey, apiKey: z.string().regex(/^japm_[\da-f]{8}_[\da-f]{48}$/u) }, scopes);
export const Tenant = shape({ id: uuid, name: id, marketplaceRequiresApproval: flag, ...times }, { disabled: flag });
export const Token = shape(
  { access_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/u) },
  { refresh_token: id, expires_in: int, token_type: text },
);
export const Setup = shape({ exists: flag, userId: id.nullable() });
export const Message = shape({ message: id });

const person = shape({ id, name: text, email: text });
const project = { id, name: id, description: text.nullable(), tenantId: uuid, ownerUserId: id, ...times };
const projectMore = { requiredLanguages: z.array(text) };
export const Project = shape(project, projectMore);
export const Environment = shape({ id, name: id, description: text.nullable(), projectId: id, ...times });
export const ProjectListItem = shape({ ...project, owner: person, environments: z.array(Environment) }, projectMore);
export const OwnProject = shape({ id, name: id });
export const Tag = shape({ id, name: id, description: text.nullable(), projectId: id, ...times });
const flatRegion = { id, languageCode: id, name: id, parentRegionId: id.nullable(), timeZone: text, notes: text, projectId: id, ...times };
const FlatRegion = shape(flatRegion);
const culturalData = { id, key: id, regionId: id, regionLanguageCode: id, style: text, notes: text, projectId: id, ...times };
export const Region = shape({ ...flatRegion, parentRegion: FlatRegion.nullable(), culturalData: z.array(shape(culturalData)) });
export const CulturalData = shape({ ...culturalData, region: FlatRegion });
export const RagDocument = shape({
  id,
  documentName: id,
  regionId: id.nullable(),
  region: FlatRegion.nullable(),
  category: text.nullable(),
  complianceReviewed: flag,
  piiRiskLevel: text.nullable(),
  lastReviewedBy: text.nullable(),
  projectId: id,
  ...times,
});
export const AiModel = shape({
  id,
  name: id,
  provider: text.nullable(),
  description: text.nullable(),
  apiIdentifier: text.nullable(),
  apiKeyEnvVar: text.nullable(),
  temperature: z.number().nullable(),
  maxTokens: int.nullable(),
  supportsJson: flag,
  contextWindow: int.nullable(),
  projectId: id,
  ...times,
});
export const Words = z.array(text).min(1);

const ref = shape({ id, name: id });
const marketplace = {
  marketplaceStatus: z.enum(['NOT_PUBLISHED', 'PENDING_APPROVAL', 'PUBLISHED', 'REJECTED']),
  marketplaceRequestedAt: date.nullable(),
  marketplaceApprovedAt: date.nullable(),
  marketplacePublishedAt: date.nullable(),
  marketplaceRequesterId: id.nullable(),
  marketplaceApproverId: id.nullable(),
  marketplaceRejectionReason: text.nullable(),
};
const status = z.enum(['draft', 'active', 'archived']);
const promptType = z.enum(['SYSTEM', 'USER', 'ASSISTANT', 'GUARD', 'COMPOSITE', 'CONTEXT', 'FUNCTION', 'EXAMPLE', 'TEMPLATE']);
const sourced = { sourceHash: text, state: z.enum(['current', 'stale']) };
export const Translation = shape(
  { id, versionId: id, languageCode: id, promptText: id, ...times },
  { ...sourced, metadata: z.looseObject({}) },
);
const version = {
  id,
  promptId: id,
  versionTag: id,
  promptText: text,
  languageCode: id,
  changeMessage: text.nullable(),
  status,
  isActive: flag,
  aiModelId: id.nullable(),
  ...marketplace,
  ...times,
};
const variables = z.array(z.unknown());
const versionMore = {
  variables,
  variablesDeclared: flag,
  effectiveVariables: variables,
  literals: z.array(text),
  contentHash: text,
  activatedAt: date.nullable(),
};
export const Version = shape(version, versionMore);
export const CreatedVersion = shape({ ...version, translations: z.array(Translation) }, versionMore);
const detailed = shape({ ...version, translations: z.array(Translation), activeInEnvironments: z.array(ref) }, versionMore);
const prompt = {
  id,
  name: id,
  description: text.nullable(),
  type: promptType,
  projectId: id,
  tenantId: uuid,
  ownerUserId: id,
  ...times,
};
export const PromptListItem = shape({ ...prompt, tags: z.array(ref), versions: z.array(shape({ id, versionTag: id })) });
const copiedFrom = z.looseObject({ projectId: id, promptId: id, versionTag: id }).nullable();
export const PromptDetail = shape({ ...prompt, tags: z.array(Tag), versions: z.array(detailed) }, { copiedFrom });
export const MarketplaceVersion = shape(
  { ...version, prompt: shape({ ...prompt, tags: z.array(Tag), project: ref }) },
  { ...versionMore, copies: int },
);

const asset = { id, promptId: id, projectId: id, key: id, name: id, category: text.nullable(), enabled: flag, ...times };
export const AssetTranslation = shape({ id, versionId: id, languageCode: id, value: id, ...times }, sourced);
const assetVersion = {
  id,
  assetId: id,
  value: text,
  versionTag: id,
  languageCode: id,
  changeMessage: text.nullable(),
  status,
  ...marketplace,
  ...times,
  translations: z.array(AssetTranslation),
};
const assetVersionMore = { contentHash: text, activatedAt: date.nullable() };
export const AssetVersion = shape(assetVersion, assetVersionMore);
export const Asset = shape(asset);
export const MarketplaceAssetVersion = shape(
  { ...assetVersion, asset: shape({ ...asset, prompt: shape({ id, name: id, project: ref }) }) },
  assetVersionMore,
);
export const MarketCounts = shape({ publishedPrompts: int, publishedAssets: int, pending: int, copies: int });
export const AssetListItem = shape({ ...asset, versions: z.array(shape({ id, versionTag: id, status, createdAt: date })) });
export const AssetDetail = shape({
  ...asset,
  promptName: id,
  versions: z.array(shape({ ...assetVersion, activeInEnvironments: z.array(ref) }, assetVersionMore)),
});
const translatedTo = (field: string) => z.array(z.strictObject({ languageCode: id, [field]: id }));
/** What load-structure takes; `languageCode` is not in the contract. */
export const GeneratedStructure = shape(
  {
    prompt: shape({ name: id, description: text.nullable() }),
    version: shape({ promptText: id, changeMessage: text.nullable(), assets: z.array(id), translations: translatedTo('promptText') }),
    assets: z.array(shape({ key: id, name: id, value: id, changeMessage: text.nullable(), translations: translatedTo('value') })),
  },
  { languageCode: id },
);
export const SystemPrompt = shape({ id, name: id, description: text.nullable(), promptText: id, category: text.nullable(), ...times });

const servedMetadata = shape({
  projectId: id,
  promptId: id,
  promptName: id,
  promptType,
  promptVersionId: id,
  promptVersionTag: id,
  languageRequested: text.nullable(),
  languageUsed: id,
  assetsUsed: z.array(shape({ key: id, placeholderUsed: id, versionId: id, versionTag: id, languageUsed: id })),
  variablesProvided: z.array(text),
  resolvedPrompts: z.array(shape({ identifier: id, projectId: id, versionTag: id, status: z.literal('resolved'), sourceTextLength: int })),
  unresolvedPromptPlaceholders: z.array(text),
});
export const Served = shape({
  processedPrompt: text,
  fallback: flag,
  metadata: servedMetadata,
});

const count = z.number().int().min(0);
export const ExportDocument = z.looseObject({
  backupMetadata: shape(
    { timestamp: date, backupVersion: z.literal('1.0'), deletedBy: id, tenantId: uuid, projectId: id },
    { deletionReason: text },
  ),
  prompt: z.looseObject({}),
  versions: z.array(z.looseObject({ translations: z.array(z.unknown()), activeInEnvironments: z.array(z.unknown()) })),
  assets: z.array(z.looseObject({ versions: z.array(z.unknown()) })),
  tags: z.array(z.unknown()),
  executionLogs: z.array(z.unknown()),
  statistics: z.looseObject({ totalVersions: count, totalTranslations: count, totalAssets: count, totalExecutions: count }),
});
export const Backups = shape({
  backups: z.array(shape({ fileName: id, size: count, createdAt: date, promptId: id, promptName: id })),
  totalBackups: count,
  totalSize: count,
});
export const Health = z.looseObject({ status: z.literal('ok'), info: z.looseObject({}), error: shape({}), details: z.looseObject({}) });

const message = z.union([id, z.array(id).min(1)]);
/** A failure: the contract's members, and those of RFC 9457 beside them. */
export const Failure = z.looseObject({ statusCode: int, message, error: id });

const riskLevel = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
export const Deployment = shape(
  {
    id,
    name: id,
    description: text.nullable(),
    status: z.enum(['PENDING', 'APPROVED', 'DEPLOYING', 'DEPLOYED', 'FAILED', 'ROLLED_BACK', 'CANCELLED']),
    environmentId: id,
    environmentName: id,
    requestedById: id,
    requestedByName: text,
    approvedById: id.nullable(),
    approvedByName: text.nullable(),
    requestedAt: date,
    approvedAt: date.nullable(),
    deployedAt: date.nullable(),
    rolledBackAt: date.nullable(),
    rollbackToDeploymentId: id.nullable(),
    items: z.array(
      shape({
        id,
        entityType: z.enum(['PROMPT_VERSION', 'PROMPT_ASSET_VERSION', 'AI_MODEL']),
        entityId: id.nullable(),
        versionTag: id,
        status: z.enum(['PENDING', 'DEPLOYING', 'DEPLOYED', 'FAILED', 'ROLLED_BACK']),
        errorMessage: text.nullable(),
        changeMessage: text.nullable(),
        riskLevel,
        deployedAt: date.nullable(),
      }),
    ),
  },
  {
    updatedAt: date,
    approvals: z.array(z.looseObject({ userId: id })),
    closedById: id.nullable(),
    closedAt: date.nullable(),
    closeReason: text.nullable(),
    rejected: flag,
  },
);

export const Stats = shape({
  activeProjects: int,
  activeUsers: int,
  executedPrompts: int,
  activeModels: int,
  activeAssets: int,
  activePrompts: int,
  configuredRegions: int,
  culturalDataEntries: int,
});
const fields = z.looseObject({});
export const Activity = z.strictObject({
  id,
  timestamp: date,
  action: z.enum(['CREATE', 'UPDATE', 'DELETE', 'PUBLISH', 'UNPUBLISH', 'APPROVE', 'REJECT', 'DEPLOY', 'ROLLBACK']),
  entityType: z.enum([
    ...(['PROMPT', 'PROMPT_VERSION', 'PROMPT_TRANSLATION', 'PROMPT_ASSET', 'PROMPT_ASSET_VERSION', 'ASSET_TRANSLATION'] as const),
    ...(['PROJECT', 'ENVIRONMENT', 'AI_MODEL', 'TAG', 'REGION', 'CULTURAL_DATA', 'RAG_DOCUMENT'] as const),
    ...(['DEPLOYMENT', 'DEPLOYMENT_ITEM'] as const),
  ]),
  entityId: id,
  userId: id,
  userName: text.nullable(),
  projectId: id,
  projectName: id,
  details: fields.optional(),
  changes: z.strictObject({ old: fields.optional(), new: fields.optional() }).optional(),
});

const tokens = int.nullable();
/** These are not in the contract. */
const measured = {
  usage: shape({ inputTokens: tokens, outputTokens: tokens }),
  cost: shape({ amount: z.number(), currency: id }).nullable(),
  finishReason: text,
};
export const Executed = shape({
  result: text,
  modelUsed: id,
  providerUsed: id,
  metadata: shape(
    {
      prompt: servedMetadata.nullable(),
      model: shape({ id, name: id, provider: text.nullable(), temperature: z.number().nullable(), maxTokens: tokens }),
    },
    {
      ...measured,
      durationMs: z.number(),
    },
  ),
});
export const ExecutedRaw = shape({ response: text }, measured);
