/** What every resource of a project has beside its own fields. */
export interface ResourceState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  /** 1 at first, and one more with each change. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Where and when a new resource begins. */
export interface ResourceOrigin extends Pick<ResourceState, 'id' | 'tenantId' | 'projectId'> {
  readonly now: Date;
}

/** The state of a new resource with these fields. */
export const firstState = <F extends object>({ id, tenantId, projectId, now }: ResourceOrigin, fields: F): ResourceState & F => ({
  ...{ id, tenantId, projectId },
  ...fields,
  ...{ revision: 1, createdAt: now, updatedAt: now },
});

/** The next state with these fields; the same object when none of them differs. */
export function nextState<S extends ResourceState>(state: S, fields: Partial<S>, now: Date): S {
  const names = Object.keys(fields) as (keyof S)[];
  if (names.every((name) => fields[name] === state[name])) return state;
  return { ...state, ...fields, revision: state.revision + 1, updatedAt: now };
}

/** The fields with a patch applied to them. Undefined leaves a field unchanged. */
export function patched<S extends object, F extends keyof S>(state: S, names: readonly F[], patch: Partial<Pick<S, F>>): Pick<S, F> {
  const fields = names.map((name) => [name, patch[name] === undefined ? state[name] : patch[name]]);
  return Object.fromEntries(fields) as Pick<S, F>;
}
