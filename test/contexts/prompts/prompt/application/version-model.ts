import { createHash } from 'node:crypto';

export type Tag = (typeof TAGS)[number];
export type Text = keyof typeof TEXTS;
export type Declared = keyof typeof DECLARED;

interface Variable {
  readonly name: string;
  readonly type: 'string' | 'number';
}

// Few values, so that steps meet each other.
/** In semver order. */
export const TAGS = ['1.0.0', '1.1.0', '2.0.0-rc.1'] as const;
/** Texts, and the variables in them. */
export const TEXTS = { 'Hi {{who}}': ['who'], 'Dear {{who}}, {{when}}': ['who', 'when'], Bye: [] } as const;
export const DECLARED = {
  nothing: [],
  who: [{ name: 'who', type: 'string' }],
  'a number': [{ name: 'who', type: 'number' }],
  when: [{ name: 'when', type: 'string' }],
} as const;
export const LANGUAGES = ['en', 'en-GB'] as const;

export interface VersionModel {
  text: Text;
  language: string;
  /** What the author declared, by its name in the table above. */
  declared: Declared;
  message: string | null;
  status: 'draft' | 'active' | 'archived';
  wasActive: boolean;
  listing: 'NOT_PUBLISHED' | 'PENDING_APPROVAL' | 'PUBLISHED' | 'REJECTED';
  revision: number;
  /** The German text, and the hash of what it was made from. */
  german: { readonly text: string; readonly source: string } | null;
}

/** What a prompt's versions ought to be, by tag in the order of their creation, and where the environment points. */
export interface Model {
  readonly versions: Map<Tag, VersionModel>;
  pointer: Tag | null;
  /** Hashes of what tags of deleted versions name for good. */
  readonly named: Map<Tag, string>;
}

const sha256 = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

export const sourceOf = ({ language, text }: VersionModel): string => sha256({ language, text });

/** Once a version was active, the variables of its text are its own. */
const variablesOf = ({ declared, text, wasActive }: VersionModel): Variable[] => {
  const own: readonly Variable[] = DECLARED[declared];
  const found = TEXTS[text].filter((name) => !own.some((each) => each.name === name));
  return [...own, ...(wasActive ? found.map((name) => ({ name, type: 'string' as const })) : [])];
};

/** By hand: canonical JSON has its keys in order. */
export const hashOf = (version: VersionModel, variables: readonly Variable[] = variablesOf(version)): string =>
  sha256({
    language: version.language,
    literals: [],
    text: version.text,
    variables: variables.map(({ name, type }) => ({
      default: null,
      description: null,
      example: null,
      name,
      required: true,
      type,
    })),
  });

/** Whether the tag is that of a deleted version which was active and said something else. */
export const namesOther = ({ named }: Readonly<Model>, tag: Tag, version: VersionModel): boolean => {
  const released = hashOf(version, variablesOf({ ...version, wasActive: true }));
  return (named.get(tag) ?? released) !== released;
};

/** Whether callers of the version that this one follows would lose what they send. */
export function breaks({ versions }: Model, tag: Tag): boolean {
  const version = versions.get(tag);
  const lower = TAGS.slice(0, TAGS.indexOf(tag)).toReversed();
  const followed = lower.find((each) => versions.get(each)?.status === 'active');
  const before = followed && versions.get(followed);
  if (!version || !before || !followed.startsWith(tag.charAt(0))) return false;
  if (before.declared === 'nothing') return false;
  const after = variablesOf({ ...version, wasActive: true });
  return variablesOf(before).some(({ name, type }) => !after.some((each) => each.name === name && each.type === type));
}

/** What stands in one version's line. */
const lineOf = (tag: Tag, version: VersionModel, pointer: Tag | null): string =>
  [
    `${tag}@${version.revision}`,
    ...[version.text, version.language, version.message, version.status, version.listing],
    `declared=${version.declared !== 'nothing'}`,
    `pointed=${pointer === tag}`,
    hashOf(version),
    version.german === null ? '' : `${version.german.text} ${version.german.source}`,
  ].join('|');

/** The versions newest first, `latest` where versions are read, where they are served, and what the environment has. */
export function shownBy({ versions, pointer }: Model): readonly unknown[] {
  const newestFirst = [...versions].toReversed();
  const newestThat = (status: string) => newestFirst.find(([, each]) => each.status === status)?.[0];
  return [
    newestFirst.map(([tag, version]) => lineOf(tag, version, pointer)),
    newestFirst[0]?.[0] ?? null,
    newestThat('active') ?? newestThat('draft') ?? null,
    pointer,
  ];
}
