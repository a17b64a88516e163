import type { ChangedThing, PromptPlace, PutOutcome } from './prompt-change';
import type { StoredPrompt, StoredText, StoredTranslation } from './stored-prompt';

export type Standing = 'created' | 'changed' | 'unchanged' | 'only in the project';
export type Counts = Record<Standing, number>;

const KINDS: Readonly<Record<ChangedThing, string>> = {
  tag: 'tags',
  prompt: 'prompts',
  version: 'versions',
  translation: 'translations',
  asset: 'assets',
  'asset-version': 'asset versions',
  'asset-translation': 'asset translations',
};

/** How many things of each kind an import would create, change and leave, by the name of the kind. */
export class Comparison {
  readonly #counts = new Map<ChangedThing, Counts>();

  /** `places`: all things that the folder contains. */
  add(places: readonly PromptPlace[], { changes, conflicts, kept }: Pick<PutOutcome, 'changes' | 'conflicts' | 'kept'>): void {
    const nameOf = ({ resource, asset, version, id }: PromptPlace): string => JSON.stringify([resource, asset, version, id]);
    const created = new Set(changes.filter(({ action }) => action === 'create').map(nameOf));
    const changed = new Set([...changes, ...conflicts].map(nameOf));
    for (const each of places) {
      const name = nameOf(each);
      this.#count(each.resource, created.has(name) ? 'created' : changed.has(name) ? 'changed' : 'unchanged');
    }
    for (const { resource } of kept) this.#count(resource, 'only in the project');
  }

  get counts(): Readonly<Record<string, Counts>> {
    const found = (kind: ChangedThing): [string, Counts][] => {
      const counts = this.#counts.get(kind);
      return counts ? [[KINDS[kind], counts]] : [];
    };
    return Object.fromEntries((Object.keys(KINDS) as ChangedThing[]).flatMap(found));
  }

  #count(kind: ChangedThing, standing: Standing): void {
    const counts = this.#counts.get(kind) ?? { created: 0, changed: 0, unchanged: 0, 'only in the project': 0 };
    counts[standing] += 1;
    this.#counts.set(kind, counts);
  }
}

/** Two different texts of one place. */
export interface TextPair {
  readonly asset?: string | undefined;
  readonly tag: string;
  readonly language?: string;
  readonly there: string;
  readonly wanted: string;
}

export function differingTexts(wanted: StoredPrompt, there: StoredPrompt): TextPair[] {
  const assets = new Map(there.assets.map((each) => [each.key, each]));
  return [
    ...ofVersions(wanted.versions, there.versions),
    ...wanted.assets.flatMap(({ key, versions }) =>
      ofVersions(versions, assets.get(key)?.versions ?? []).map((each) => ({ ...each, asset: key })),
    ),
  ];
}

function ofVersions(wanted: readonly StoredText[], there: readonly StoredText[]): TextPair[] {
  const known = new Map(there.map((each) => [each.tag, each]));
  return wanted.flatMap(({ tag, text, translations }) => {
    const old = known.get(tag);
    if (!old) return [];
    const own = old.text === text ? [] : [{ tag, there: old.text, wanted: text }];
    return [...own, ...ofTranslations(translations, old.translations).map((each) => ({ ...each, tag }))];
  });
}

function ofTranslations(wanted: readonly StoredTranslation[], there: readonly StoredTranslation[]): Omit<TextPair, 'tag'>[] {
  const known = new Map(there.map((each) => [each.language, each.text]));
  return wanted.flatMap(({ language, text }) => {
    const old = known.get(language);
    return old === undefined || old === text ? [] : [{ language, there: old, wanted: text }];
  });
}
