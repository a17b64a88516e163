import { slugOf } from '#shared/slug';

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

/** What names a thing that is created, in its body. */
const NAMED_BY: Readonly<Record<Exclude<ChangedThing, 'prompt'>, string>> = {
  tag: 'name',
  version: 'versionTag',
  translation: 'languageCode',
  asset: 'key',
  'asset-version': 'versionTag',
  'asset-translation': 'languageCode',
};

/** `update version order-mail 1.1.0`; a tag by its name instead of its id. */
export function changeLine({ action, resource, prompt, asset, version, id, body = {} }: Change): string {
  const created = resource === 'prompt' ? newSlug(body) : String(body[NAMED_BY[resource]]);
  const named = id === undefined || (resource === 'tag' && typeof body.name === 'string') ? created : id;
  return [action, resource, prompt, asset, version, named].filter((each) => each !== undefined).join(' ');
}

/** The slug that a prompt with that body gets. */
export const newSlug = ({ slug, name }: Readonly<Record<string, unknown>>): string =>
  typeof slug === 'string' ? slug : slugOf(typeof name === 'string' ? name : '');
