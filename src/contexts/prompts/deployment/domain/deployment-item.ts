import type { Validation } from '#shared/validation';

export const ENTITY_TYPES = ['PROMPT_VERSION', 'PROMPT_ASSET_VERSION', 'AI_MODEL'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];
export type RiskLevel = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
export type ItemStatus = 'PENDING' | 'DEPLOYING' | 'DEPLOYED' | 'FAILED' | 'ROLLED_BACK';

/** One thing that a deployment releases. */
export interface DeploymentItemState {
  readonly id: string;
  readonly tenantId: string;
  readonly deploymentId: string;
  /** Its place in the request, from 0. */
  readonly position: number;
  readonly entityType: EntityType;
  /** Id of the version, or of the model; null when that model was deleted. */
  readonly entityId: string | null;
  readonly versionTag: string;
  readonly status: ItemStatus;
  readonly errorMessage: string | null;
  readonly changeMessage: string | null;
  readonly riskLevel: RiskLevel;
  readonly deployedAt: Date | null;
  /** Hash of the content that was asked for, or of what was approved since; null for models. */
  readonly contentHash: string | null;
}

export interface NewDeploymentItem {
  readonly id: string;
  readonly entityType: EntityType;
  readonly entityId: string;
  readonly versionTag: string;
  readonly changeMessage: string | null;
  readonly riskLevel: RiskLevel;
}

/** What an item may stand for: something of the project that exists. */
export interface Releasable {
  readonly entityType: EntityType;
  /** Id of the version, or of the model. */
  readonly entityId: string;
  /** Of what the version is one: a prompt or an asset; the model itself. */
  readonly subjectId: string;
  /** `order-mail`, `order-mail/signature`, the model's name. */
  readonly name: string;
  /** Null for models, which have no versions. */
  readonly versionTag: string | null;
  /** Of what it says once it is released; null for models. */
  readonly contentHash: string | null;
}

const MAX_ITEMS = 500;

/** Finds every fault of the items; `releasable` knows those of the project by their entity id. */
export function guardItems(
  validation: Validation,
  items: readonly NewDeploymentItem[],
  releasable: ReadonlyMap<string, Releasable>,
): readonly NewDeploymentItem[] {
  if (items.length === 0) validation.fail('/items', 'items must not be empty');
  if (items.length > MAX_ITEMS) validation.fail('/items', `items must be at most ${MAX_ITEMS}`);
  const subjects = new Map<string, number>();
  return items.map((item, index) => {
    const at = `/items/${index}`;
    const found = releasable.get(item.entityId);
    const versionTag = validation.reference(`${at}/versionTag`, item.versionTag, { max: 50 });
    if (found?.entityType !== item.entityType)
      validation.fail(`${at}/entityId`, `items.${index}: the project has no ${WORDS[item.entityType]} '${item.entityId}'`);
    else {
      if (found.versionTag !== null && found.versionTag !== versionTag)
        validation.fail(`${at}/versionTag`, `items.${index}: the tag of that version is '${found.versionTag}', not '${versionTag}'`);
      const earlier = subjects.get(found.subjectId);
      if (earlier !== undefined) validation.fail(`${at}/entityId`, `items.${index}: '${found.name}' is in items.${earlier} already`);
      subjects.set(found.subjectId, earlier ?? index);
    }
    const changeMessage = item.changeMessage === null ? null : validation.text(`${at}/changeMessage`, item.changeMessage);
    return { ...item, versionTag, changeMessage };
  });
}

/** From when on the content of a deployment's items stays; null: not yet. */
export type FixedSince = 'asked for' | 'approved' | null;

/** Why it cannot be released, or approved, as it stands: `found` is what the project has of it now. */
export function itemFault(
  { entityType, versionTag, contentHash }: DeploymentItemState,
  fixedSince: FixedSince,
  found: Pick<Releasable, 'contentHash'> | undefined,
): string | null {
  if (!found) return entityType === 'AI_MODEL' ? 'the AI model is gone' : `version '${versionTag}' is gone`;
  const isChanged = fixedSince !== null && contentHash !== null && found.contentHash !== contentHash;
  return isChanged ? `version '${versionTag}' was changed after it was ${fixedSince}` : null;
}

const WORDS: Readonly<Record<EntityType, string>> = {
  PROMPT_VERSION: 'prompt version',
  PROMPT_ASSET_VERSION: 'asset version',
  AI_MODEL: 'AI model',
};
