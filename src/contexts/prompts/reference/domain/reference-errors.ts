import { DomainError } from '#shared/errors';

/** A version that keeps a text from being taken away; one in a project that is closed to the caller is counted only. */
export interface KeepingVersion {
  readonly projectId: string;
  readonly promptId: string;
  readonly versionTag: string;
  readonly status: string;
  readonly environments: readonly string[];
  readonly steps: number;
}

/** Other texts would lose what they show. */
export class StillReferenced extends DomainError {
  constructor(what: string, dependents: readonly KeepingVersion[], hidden: number, complete: boolean) {
    const names = dependents.slice(0, 5).map((each) => `${each.projectId}/${each.promptId} ${each.versionTag}`);
    const others = dependents.length - names.length + hidden;
    const unseen = complete ? [] : ['more than can be looked at'];
    const listed = [...names, ...(others > 0 ? [`${others} more`] : []), ...unseen].join(', ');
    super('conflict', 'prompts.still_referenced', `${what} is referred to by ${listed}`, [], { dependents, hidden });
  }
}
