import type { DependentsPage } from '../../application/read-dependents';
import type { VersionStatus } from '../../../text/domain/text-version';

export interface DependentStepDto {
  /** @example "shop" */
  projectId: string;
  /** @example "order-mail" */
  promptId: string;
  /**
   * Null where the reference means whatever version is served.
   * @example "1.0.0"
   */
  versionTag: string | null;
  /** Key of the asset; null for a text of the prompt itself. */
  assetKey: string | null;
}

export interface DependentEnvironmentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /** @example "production" */
  name: string;
}

export interface DependentDto {
  /** @example "shop" */
  projectId: string;
  /** @example "order-mail" */
  promptId: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "active" */
  status: VersionStatus;
  /** Those that point at the version. */
  environments: DependentEnvironmentDto[];
  /**
   * Prompts on the way; 1: its own text refers to it, or that of an asset that it shows.
   * @example 1
   */
  steps: number;
  /** From the version to the text; null for a step through a project that is closed to the caller. */
  path: (DependentStepDto | null)[];
}

export interface DependentsDto {
  /** Nearest first. */
  dependents: DependentDto[];
  /**
   * Of all pages.
   * @example 1
   */
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

export const dependentsDto = ({ dependents, total, hidden, complete }: DependentsPage): DependentsDto => ({
  dependents: dependents.map(({ projectSlug, promptSlug, versionId, versionTag, status, environments, steps, path }) => ({
    projectId: projectSlug,
    promptId: promptSlug,
    versionId,
    versionTag,
    status,
    environments: environments.map((each) => ({ ...each })),
    steps,
    path: path.map(
      (step) => step && { projectId: step.projectSlug, promptId: step.promptSlug, versionTag: step.versionTag, assetKey: step.assetKey },
    ),
  })),
  total,
  hidden,
  complete,
});
