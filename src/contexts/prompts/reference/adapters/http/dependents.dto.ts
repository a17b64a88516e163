import type { DependentsPage } from '../../application/read-dependents';
import type { VersionStatus } from '../../../text/domain/text-version';

export interface DependentStepDto {
  /** @example "shop" */
  projectId: string;
  /** @example "order-mail" */
  promptId: string;
  /**
   * Null if the reference has no tag and means the version that is served.
   * @example "1.0.0"
   */
  versionTag: string | null;
  /** The key of the asset; null for a text of the prompt itself. */
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
  /** The environments that point at the version. */
  environments: DependentEnvironmentDto[];
  /**
   * The number of prompts on the way. 1: its own text refers to it, or the text of an asset that it shows.
   * @example 1
   */
  steps: number;
  /** The way from the version to the text, with null for a step through a project that is closed to the caller. */
  path: (DependentStepDto | null)[];
}

export interface DependentsDto {
  /** The nearest first. */
  dependents: DependentDto[];
  /**
   * The number on all pages.
   * @example 1
   */
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
