import { textDiffDto, type TextDiffDto } from '../../../../../platform/http/text-diff.dto';
import type { DeploymentPreview, ItemPreview } from '../../application/preview-deployment';
import type { DependentsPage } from '../../../reference/application/read-dependents';
import type { DeploymentStatus } from '../../domain/deployment';
import type { EntityType } from '../../domain/deployment-item';
import type { VersionStatus } from '../../../text/domain/text-version';

export interface PreviewObstacleDto {
  /** `status`: the deployment has ended already. */
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
   * Null if the variable is gone.
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
   * The languages of the version's translations, which may be changed at any time.
   * @example ["fr-FR"]
   */
  translations: string[];
  /**
   * The references of its texts without a version: assets in their newest active version, prompts as the environment has them. At most 100.
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
   * The environments that point at the version, by name.
   * @example ["production"]
   */
  environments: string[];
  /** @example 1 */
  steps: number;
}

export interface PreviewDependentsDto {
  /** The nearest first. */
  dependents: PreviewDependentDto[];
  /** @example 1 */
  total: number;
  /**
   * The number of versions in projects that are closed to the caller.
   * @example 0
   */
  hidden: number;
  /**
   * False if the search ended before it had found all.
   * @example true
   */
  complete: boolean;
}

/** The effect on one pointer. */
export interface DeploymentItemPreviewDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d41" */
  id: string;
  /** @example "PROMPT_VERSION" */
  entityType: EntityType;
  /**
   * The prompt, the asset with its prompt before it, or the model; null if it is gone.
   * @example "order-mail"
   */
  name: string | null;
  /**
   * The tag of the version that the environment has now; null if it has none.
   * @example "1.0.0"
   */
  from: string | null;
  /** @example "1.1.0" */
  to: string;
  /** Whether the environment has that version already. */
  unchanged: boolean;
  /**
   * The reason why the item cannot be released.
   * @example "version '1.1.0' was changed after it was approved"
   */
  fault: string | null;
  /**
   * The difference to the version that the environment has, or to an empty text. Null for models, and if the texts are closed to the
   * caller.
   */
  text: TextDiffDto | null;
  translations: PreviewTranslationsDto | null;
  /**
   * The parts that an approval does not cover, because they can change in what the environment serves of this version. Null if `text` is
   * null.
   */
  floating: PreviewFloatingDto | null;
  /** The languages that the project requires and that are missing or stale. They block the release of the version. */
  languages: PreviewLanguageDto[];
  /**
   * The variables of the environment's version, declared or in its text, that the new version lacks, requires, or has with another type.
   */
  breaking: BreakingVariableDto[];
  /** What depends on any version of the prompt or asset; the nearest twenty. */
  dependents: PreviewDependentsDto;
}

/** The effect of a deployment if it were carried out now. */
export interface DeploymentPreviewDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d40" */
  deploymentId: string;
  /** @example "PENDING" */
  status: DeploymentStatus;
  /** @example "production" */
  environmentName: string;
  /**
   * The approvals that count under the current rules.
   * @example { "given": 1, "needed": 2 }
   */
  approvals: { given: number; needed: number };
  /** The current rules of the environment that block the deployment. If the list is empty and no item is at fault, it can be deployed. */
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
