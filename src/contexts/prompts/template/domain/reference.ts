/** The maximum number of references between the requested prompt and a text in it. */
export const MAX_LEVEL = 5;

/** A reference `key[:tag]` to an asset of the same prompt. */
export interface AssetReference {
  readonly key: string;
  /** Null means the newest active version, otherwise the newest. */
  readonly tag: string | null;
}

/** A reference `[project/]id[:tag[:lang]]` to a prompt. Null parts come from the referring text. */
export interface PromptReference {
  readonly project: string | null;
  readonly prompt: string;
  /** Null means the same as `latest`. */
  readonly tag: string | null;
  readonly language: string | null;
}

/** The target of a reference, seen from its text. */
export interface PromptAddress extends PromptReference {
  readonly project: string;
}

export function assetReference(reference: string): AssetReference {
  const [key = '', ...tag] = partsOf(reference);
  return { key, tag: tagOf(tag.join(':')) };
}

export function promptReference(reference: string): PromptReference {
  const [id = '', tag = '', ...language] = partsOf(reference);
  const slash = id.indexOf('/');
  return {
    project: slash < 0 ? null : id.slice(0, slash).trim(),
    prompt: id.slice(slash + 1).trim(),
    tag: tagOf(tag),
    language: language.join(':') || null,
  };
}

/** The key of an address, which is the same for all its spellings. */
export const addressKey = ({ project, prompt, tag, language }: PromptAddress): string =>
  JSON.stringify([project, prompt, tag, language?.toLowerCase() ?? null]);

const partsOf = (reference: string): string[] => reference.split(':').map((part) => part.trim());

const tagOf = (tag: string): string | null => (tag === '' || tag.toLowerCase() === 'latest' ? null : tag);

/** The identity of a prompt in any version, for finding a prompt that contains itself. */
export const promptIdentity = ({ project, prompt }: { readonly project: string; readonly prompt: string }): string =>
  `${project}/${prompt}`;
