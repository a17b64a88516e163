export type ChangeAction = 'create' | 'update' | 'delete' | 'activate' | 'archive' | 'restore';
export type ChangedThing = 'tag' | 'prompt' | 'version' | 'translation' | 'asset' | 'asset-version' | 'asset-translation';

/** One change of a change set, as the server takes it. */
export interface Change {
  readonly action: ChangeAction;
  readonly resource: ChangedThing;
  readonly prompt?: string;
  readonly asset?: string;
  readonly version?: string;
  readonly id?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What has to be done for one prompt, in this order. */
export interface Plan {
  readonly slug: string;
  readonly changes: readonly Change[];
  /** What cannot be done, in words. */
  readonly conflicts: readonly string[];
  /** What the server has beyond it, which stays. */
  readonly extra: readonly string[];
}

/** `update version order-mail 1.1.0`; a tag by its name instead of its id. */
export function changeLine({ action, resource, prompt, asset, version, id, body }: Change): string {
  const inBody = resource === 'tag' ? [body?.name] : [body?.slug, body?.versionTag, body?.key, body?.languageCode, body?.name];
  const named = (resource === 'tag' ? undefined : id) ?? inBody.find((each) => typeof each === 'string') ?? id;
  return [action, resource, prompt, asset, version, named].filter((each) => each !== undefined).join(' ');
}
