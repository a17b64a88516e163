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
  /** Its position in the request, from 0. */
  readonly position: number;
  readonly entityType: EntityType;
  /** The id of the version or of the model; null if that model was deleted. */
  readonly entityId: string | null;
  readonly versionTag: string;
  readonly status: ItemStatus;
  readonly errorMessage: string | null;
  readonly changeMessage: string | null;
  readonly riskLevel: RiskLevel;
  readonly deployedAt: Date | null;
  /** The hash of the requested content, or of the content that was approved later; null for models. */
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

/** An existing thing of the project that an item may name. */
export interface Releasable {
  readonly entityType: EntityType;
  /** The id of the version or of the model. */
  readonly entityId: string;
  /** The prompt or asset of the version; the model itself. */
  readonly subjectId: string;
  /** `order-mail`, `order-mail/signature` or the name of the model. */
  readonly name: string;
  /** Null for models, which have no versions. */
  readonly versionTag: string | null;
  /** The hash of the content after the release; null for models. */
  readonly contentHash: string | null;
}

const MAX_ITEMS = 500;

/** Finds every fault of the items. `releasable` has the things of the project by entity id. */
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

/** The time from which the content of a deployment's items is fixed; null before that. */
export type FixedSince = 'asked for' | 'approved' | null;

/** The reason why the item cannot be released or approved now. `found` is its current state in the project. */
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
