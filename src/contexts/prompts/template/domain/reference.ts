/** How many references may lie between the prompt that was asked for and a text in it. */
export const MAX_LEVEL = 5;

/** `key[:tag]` of an asset of the same prompt. */
export interface AssetReference {
  readonly key: string;
  /** Null: the newest active version, else the newest. */
  readonly tag: string | null;
}

/** `[project/]id[:tag[:lang]]`; what is null is taken from the text that refers. */
export interface PromptReference {
  readonly project: string | null;
  readonly prompt: string;
  /** Null: what `latest` means. */
  readonly tag: string | null;
  readonly language: string | null;
}

/** Where a reference leads, seen from the text that it stands in. */
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

/** The same for every spelling of one address. */
export const addressKey = ({ project, prompt, tag, language }: PromptAddress): string =>
  JSON.stringify([project, prompt, tag, language?.toLowerCase() ?? null]);

const partsOf = (reference: string): string[] => reference.split(':').map((part) => part.trim());

const tagOf = (tag: string): string | null => (tag === '' || tag.toLowerCase() === 'latest' ? null : tag);

/** Tells prompts apart, whatever version: one that contains itself never ends. */
export const promptIdentity = ({ project, prompt }: { readonly project: string; readonly prompt: string }): string =>
  `${project}/${prompt}`;
