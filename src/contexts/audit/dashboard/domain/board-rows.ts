import type { ActivityKind } from './activity';

/** What is counted for a project. */
export interface ProjectCounts {
  readonly executedPrompts: number;
  readonly activeModels: number;
  readonly activeAssets: number;
  readonly activePrompts: number;
  readonly configuredRegions: number;
  readonly culturalDataEntries: number;
}

export const NO_COUNTS: ProjectCounts = {
  executedPrompts: 0,
  activeModels: 0,
  activeAssets: 0,
  activePrompts: 0,
  configuredRegions: 0,
  culturalDataEntries: 0,
};

/** The slug that stands for what happens outside of projects; no project has it. */
export const NO_PROJECT = '';

/** A project from its creation to its deletion. A later project of the same slug is another one. */
export interface BoardProject extends ProjectCounts {
  readonly tenantId: string;
  /** The position of its creation among the tenant's events; 0 for {@link NO_PROJECT}. It identifies the project in its tenant. */
  readonly born: number;
  readonly slug: string;
  /** Null when its events do not have it, because the log shortens texts of more than 256 bytes. */
  readonly name: string | null;
  readonly bornUs: number;
  /** The time of its deletion; null while it exists. */
  readonly endedUs: number | null;
  /** Whether it had members at its deletion, so that it was closed to everybody else. */
  readonly isClosed: boolean;
}

/** A prompt with enabled assets. The deletion of a prompt is one event, and its assets have none of their own. */
export interface BoardPrompt {
  readonly tenantId: string;
  /** Project and prompt. */
  readonly path: string;
  readonly activeAssets: number;
}

export interface BoardPerson {
  readonly tenantId: string;
  readonly userId: string;
  /** The last time at which the user was changed or signed in. */
  readonly activeUs: number;
}

export interface BoardActivity extends ActivityKind {
  readonly tenantId: string;
  readonly tenantSeq: number;
  /** The `born` of its project. */
  readonly project: number;
  readonly actorId: string;
}

export interface Place {
  readonly tenantId: string;
  readonly slug: string;
}

/** The rows that a batch of events may change. */
export interface BoardNeeds {
  readonly projects: readonly Place[];
  readonly prompts: readonly Pick<BoardPrompt, 'tenantId' | 'path'>[];
}

export interface BoardRows {
  /** For each slug the newest project, if there is one. */
  readonly projects: readonly BoardProject[];
  readonly prompts: readonly BoardPrompt[];
}

export interface BoardChanges {
  readonly projects: readonly BoardProject[];
  readonly prompts: readonly BoardPrompt[];
  readonly removedPrompts: readonly Pick<BoardPrompt, 'tenantId' | 'path'>[];
  readonly people: readonly BoardPerson[];
  readonly removedPeople: readonly Pick<BoardPerson, 'tenantId' | 'userId'>[];
  readonly activities: readonly BoardActivity[];
}
