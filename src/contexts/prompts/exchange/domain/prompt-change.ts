import type { StoredPrompt, StoredText } from './stored-prompt';

export type ChangedThing = 'tag' | 'prompt' | 'version' | 'translation' | 'asset' | 'asset-version' | 'asset-translation';

/** A part of a prompt, by the names of the server. */
export interface PromptPlace {
  readonly resource: ChangedThing;
  readonly asset?: string | undefined;
  readonly version?: string | undefined;
  readonly id: string;
}

export interface PromptChange extends PromptPlace {
  readonly action: string;
}

export interface PromptConflict extends PromptChange {
  readonly message: string;
}

/** What the server did with a prompt, or would do. */
export interface PutOutcome {
  readonly changes: readonly PromptChange[];
  readonly conflicts: readonly PromptConflict[];
  /** The parts of the prompt that were not sent; they stay. */
  readonly kept: readonly PromptPlace[];
  readonly warnings: readonly string[];
}

/** Formats a place as `version order-mail 1.1.0`. */
export const placeLine = (slug: string, { resource, asset, version, id }: PromptPlace): string =>
  [resource, ...(resource === 'tag' || resource === 'prompt' ? [] : [slug]), asset, version, id]
    .filter((each) => each !== undefined)
    .join(' ');

/** Formats a change as `update version order-mail 1.1.0`. */
export const changeLine = (slug: string, { action, ...place }: PromptChange): string => `${action} ${placeLine(slug, place)}`;

/** All parts of a prompt, each once. */
export function placesOf({ slug, versions, assets }: StoredPrompt): PromptPlace[] {
  return [
    { resource: 'prompt', id: slug },
    ...textPlaces(versions, 'version', 'translation'),
    ...assets.flatMap(({ key, versions: ofAsset }) => [
      { resource: 'asset', id: key } as const,
      ...textPlaces(ofAsset, 'asset-version', 'asset-translation').map((each) => ({ ...each, asset: key })),
    ]),
  ];
}

const textPlaces = (
  versions: readonly StoredText[],
  version: 'version' | 'asset-version',
  translation: 'translation' | 'asset-translation',
): PromptPlace[] =>
  versions.flatMap(({ tag, translations }) => [
    { resource: version, id: tag },
    ...translations.map(({ language }) => ({ resource: translation, version: tag, id: language })),
  ]);

/** Merges the results of one prompt's documents: each part once, and as kept only what no document has. */
export function joined(prompt: StoredPrompt, outcomes: readonly PutOutcome[]): PutOutcome {
  const had = new Set(placesOf(prompt).map((each) => placeLine(prompt.slug, each)));
  const once = <T extends PromptPlace>(things: readonly T[], line: (thing: T) => string): T[] => [
    ...new Map(things.map((each) => [line(each), each])).values(),
  ];
  return {
    changes: once(
      outcomes.flatMap(({ changes }) => changes),
      (each) => changeLine(prompt.slug, each),
    ),
    conflicts: once(
      outcomes.flatMap(({ conflicts }) => conflicts),
      (each) => `${changeLine(prompt.slug, each)} ${each.message}`,
    ),
    kept: once(
      outcomes.flatMap(({ kept }) => kept).filter((each) => !had.has(placeLine(prompt.slug, each))),
      (each) => placeLine(prompt.slug, each),
    ),
    warnings: [...new Set(outcomes.flatMap(({ warnings }) => warnings))],
  };
}
