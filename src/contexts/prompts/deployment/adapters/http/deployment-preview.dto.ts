import { textDiffDto, type TextDiffDto, type TranslationChangeDto } from '../../../prompt/adapters/http/version-diff.dto';
import { dependentsDto, type DependentsDto } from '../../../reference/adapters/http/dependents.dto';
import type { DeploymentPreview, ItemPreview } from '../../application/preview-deployment';
import type { DeploymentStatus } from '../../domain/deployment';
import type { EntityType } from '../../domain/deployment-item';

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

export interface PreviewTranslationsDto {
  /** @example ["fr-FR"] */
  added: string[];
  /** @example [] */
  removed: string[];
  changed: TranslationChangeDto[];
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
  /** Languages that the project requires, and that are missing or stale: the version is not released with them. */
  languages: PreviewLanguageDto[];
  /** What reaches the prompt or asset in any of its versions; the nearest twenty. */
  dependents: DependentsDto;
}

/** What a deployment would do now. */
export interface DeploymentPreviewDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d40" */
  deploymentId: string;
  /** @example "PENDING" */
  status: DeploymentStatus;
  /** @example "production" */
  environmentName: string;
  /** @example { "given": 1, "needed": 2 } */
  approvals: { given: number; needed: number };
  /** What the rules of the environment have against it now; empty: it can be deployed, unless an item is at fault. */
  blockedBy: PreviewObstacleDto[];
  /** In the order of the request. */
  items: DeploymentItemPreviewDto[];
}

export const deploymentPreviewDto = ({
  deployment: { state },
  environmentName,
  approvalsNeeded,
  blockedBy,
  items,
}: DeploymentPreview): DeploymentPreviewDto => ({
  deploymentId: state.id,
  status: state.status,
  environmentName,
  approvals: { given: state.approvals.length, needed: approvalsNeeded },
  blockedBy: blockedBy.map(({ rule, message }) => ({ rule, message })),
  items: items.map((each) => itemDto(each)),
});

function itemDto({ item, name, from, unchanged, fault, text, translations, ...found }: ItemPreview): DeploymentItemPreviewDto {
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
    languages: found.languages.map(({ languageCode, state }) => ({ languageCode, state })),
    dependents: dependentsDto(found.dependents),
  };
}
