import { DomainError } from '#shared/errors';

/** A version that blocks the removal of a text. Versions in projects that are closed to the caller are only counted. */
export interface KeepingVersion {
  readonly projectId: string;
  readonly promptId: string;
  readonly versionTag: string;
  readonly status: string;
  readonly environments: readonly string[];
  readonly steps: number;
}

/** Other texts would lose a text that they show. */
export class StillReferenced extends DomainError {
  constructor(what: string, dependents: readonly KeepingVersion[], hidden: number, complete: boolean) {
    const names = dependents.slice(0, 5).map((each) => `${each.projectId}/${each.promptId} ${each.versionTag}`);
    const others = dependents.length - names.length + hidden;
    const unseen = complete ? [] : ['more than can be looked at'];
    const listed = [...names, ...(others > 0 ? [`${others} more`] : []), ...unseen].join(', ');
    super('conflict', 'prompts.still_referenced', `${what} is referred to by ${listed}`, [], { dependents, hidden });
  }
}
