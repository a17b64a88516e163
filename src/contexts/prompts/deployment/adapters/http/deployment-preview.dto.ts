import { textDiffDto, type TextDiffDto } from '../../../../../platform/http/text-diff.dto';
import type { DeploymentPreview, ItemPreview } from '../../application/preview-deployment';
import type { DependentsPage } from '../../../reference/application/read-dependents';
import type { DeploymentStatus } from '../../domain/deployment';
import type { EntityType } from '../../domain/deployment-item';
import type { VersionStatus } from '../../../text/domain/text-version';

export interface PreviewObstacleDto {
  /** `status`: it has come to its end. */
  rule: 'approval' | 'freeze' | 'order' | 'status';
  /** @example "the deployment is not approved" */
  message: string;
}

export interface PreviewLanguageDto {
  /** @example "fr-FR" */
  languageCode: string;
  /** @example "stale" */
  state: 'current' | 'stale' | 'missing';
}

export interface BreakingVariableDto {
  /** @example "who" */
  name: string;
  /** @example "retyped" */
  change: 'removed' | 'retyped' | 'required';
  /** @example "string" */
  before: string;
  /**
   * Null when it is gone.
   * @example "number"
   */
  after: string | null;
}

export interface PreviewTranslationsDto {
  /** @example ["fr-FR"] */
  added: string[];
  /** @example [] */
  removed: string[];
  changed: { languageCode: string; text: TextDiffDto }[];
}

export interface PreviewFloatingDto {
  /**
   * Languages of the version's translations, which may be mended at any time.
   * @example ["fr-FR"]
   */
  translations: string[];
  /**
   * What its texts show without naming a version: assets in their newest active version, prompts as the environment has them. The first hundred.
   * @example ["asset:signature", "prompt:greeting"]
   */
  references: string[];
}

export interface PreviewDependentDto {
  /** @example "shop" */
  projectId: string;
  /** @example "order-mail" */
  promptId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "active" */
  status: VersionStatus;
  /**
   * Names of those that point at the version.
   * @example ["production"]
   */
  environments: string[];
  /** @example 1 */
  steps: number;
}

export interface PreviewDependentsDto {
  /** Nearest first. */
  dependents: PreviewDependentDto[];
  /** @example 1 */
  total: number;
  /**
   * Versions in projects that are closed to the caller.
   * @example 0
   */
  hidden: number;
  /**
   * False when there are more than were looked at.
   * @example true
   */
  complete: boolean;
}

/** What would happen to one pointer. */
export interface DeploymentItemPreviewDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d41" */
  id: string;
  /** @example "PROMPT_VERSION" */
  entityType: EntityType;
  /**
   * Of the prompt, of the asset with its prompt before it, or of the model; null when it is gone.
   * @example "order-mail"
   */
  name: string | null;
  /**
   * Tag of the version that the environment has now; null where it has none.
   * @example "1.0.0"
   */
  from: string | null;
  /** @example "1.1.0" */
  to: string;
  /** The environment has that version already. */
  unchanged: boolean;
  /**
   * Why it cannot be released.
   * @example "version '1.1.0' was changed after it was approved"
   */
  fault: string | null;
  /** Against nothing where the environment has no version; null for models and where the texts are closed to the caller. */
  text: TextDiffDto | null;
  translations: PreviewTranslationsDto | null;
  /** What an approval does not cover: it may change in what the environment serves of this version. Null where the text is. */
  floating: PreviewFloatingDto | null;
  /** Languages that the project requires, and that are missing or stale: the version is not released with them. */
  languages: PreviewLanguageDto[];
  /** Variables of the environment's version, declared or in its text, that the new one does not have, has of another type or requires. */
  breaking: BreakingVariableDto[];
  /** What reaches the prompt or asset in any of its versions; the nearest twenty. */
  dependents: PreviewDependentsDto;
}

/** What a deployment would do now. */
export interface DeploymentPreviewDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d40" */
  deploymentId: string;
  /** @example "PENDING" */
  status: DeploymentStatus;
  /** @example "production" */
  environmentName: string;
  /**
   * Those that count under the rules of now.
   * @example { "given": 1, "needed": 2 }
   */
  approvals: { given: number; needed: number };
  /** What the rules of the environment have against it now; empty: it can be deployed, unless an item is at fault. */
  blockedBy: PreviewObstacleDto[];
  /** In the order of the request. */
  items: DeploymentItemPreviewDto[];
}

export const deploymentPreviewDto = ({
  deployment: { state },
  environmentName,
  approvals,
  blockedBy,
  items,
}: DeploymentPreview): DeploymentPreviewDto => ({
  deploymentId: state.id,
  status: state.status,
  environmentName,
  approvals: { ...approvals },
  blockedBy: blockedBy.map(({ rule, message }) => ({ rule, message })),
  items: items.map((each) => itemDto(each)),
});

function itemDto({ item, name, from, unchanged, fault, text, translations, floating, ...found }: ItemPreview): DeploymentItemPreviewDto {
  const { id, entityType, versionTag } = item;
  return {
    id,
    entityType,
    name,
    from,
    to: versionTag,
    unchanged,
    fault,
    text: text && textDiffDto(text),
    translations: translations && {
      added: [...translations.added],
      removed: [...translations.removed],
      changed: translations.changed.map((each) => ({ languageCode: each.languageCode, text: textDiffDto(each.text) })),
    },
    floating: floating && { translations: [...floating.translations], references: [...floating.references] },
    languages: found.languages.map(({ languageCode, state }) => ({ languageCode, state })),
    breaking: found.breaking.map((each) => ({ ...each })),
    dependents: dependentsDto(found.dependents),
  };
}

const dependentsDto = ({ dependents, total, hidden, complete }: DependentsPage): PreviewDependentsDto => ({
  dependents: dependents.map(({ projectSlug, promptSlug, versionTag, status, environments, steps }) => ({
    projectId: projectSlug,
    promptId: promptSlug,
    versionTag,
    status,
    environments: environments.map(({ name }) => name),
    steps,
  })),
  total,
  hidden,
  complete,
});
