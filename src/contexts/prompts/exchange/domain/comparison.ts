import { contentOf, same } from './version-plan';
import type { StoredAsset, StoredPrompt, StoredTag, StoredText, StoredTranslation, StoredVersion } from './stored-prompt';

export type ComparedKind = 'tags' | 'prompts' | 'versions' | 'translations' | 'assets' | 'asset versions' | 'asset translations';
export type Standing = 'created' | 'changed' | 'unchanged' | 'only in the project';

/** One thing of a folder and of a project. */
export interface Compared {
  readonly kind: ComparedKind;
  readonly standing: Standing;
  /** Of texts. */
  readonly asset?: string | undefined;
  readonly tag?: string;
  readonly language?: string;
  /** Where both have a text and it differs. */
  readonly texts?: { readonly there: string; readonly wanted: string };
}

export type Counts = Readonly<Record<Standing, number>>;

export const comparedTags = (wanted: readonly StoredTag[], there: readonly StoredTag[]): Compared[] =>
  paired(wanted, there, ({ name }) => name).map((pair) => ({
    kind: 'tags',
    standing: standing(pair, ({ description }) => description),
  }));

/** What the import of a prompt would bring to it, with all that belongs to it. */
export function comparedPrompt(wanted: StoredPrompt, there: StoredPrompt | null): Compared[] {
  const own = ({ name, description, type, tags }: StoredPrompt): unknown => [name, description, type, tags];
  return [
    { kind: 'prompts', standing: standing([wanted, there], own) },
    ...comparedTexts(wanted.versions, there?.versions ?? [], ['versions', 'translations']),
    ...paired(wanted.assets, there?.assets ?? [], ({ key }) => key).flatMap(comparedAsset),
  ];
}

function comparedAsset(pair: Pair<StoredAsset>): Compared[] {
  const asset = (pair[0] ?? pair[1])?.key;
  const texts = comparedTexts(pair[0]?.versions ?? [], pair[1]?.versions ?? [], ['asset versions', 'asset translations']);
  return [
    { kind: 'assets', asset, standing: standing(pair, ({ name, category, enabled }) => [name, category, enabled]) },
    ...texts.map((each) => ({ ...each, asset })),
  ];
}

type Kinds = readonly ['versions' | 'asset versions', 'translations' | 'asset translations'];

function comparedTexts(
  wanted: readonly (StoredText | StoredVersion)[],
  there: readonly (StoredText | StoredVersion)[],
  [ofVersion, ofTranslation]: Kinds,
): Compared[] {
  return paired(wanted, there, ({ tag }) => tag).flatMap((pair): Compared[] => {
    const [first, second] = pair;
    const tag = (first ?? second)?.tag ?? '';
    const own = (each: StoredText): unknown => [each.text, each.language, each.status, each.changeMessage, contentOf(each)];
    // What is stale by itself cannot be made so in a version that is fixed.
    const isDraft = second?.status === 'draft';
    const said = ({ text, stale }: StoredTranslation): unknown => [text, isDraft && stale];
    const translations = paired(first?.translations ?? [], second?.translations ?? [], ({ language }) => language);
    return [
      { kind: ofVersion, tag, standing: standing(pair, own), ...differing(pair) },
      ...translations.map((each): Compared => {
        const language = (each[0] ?? each[1])?.language ?? '';
        return { kind: ofTranslation, tag, language, standing: standing(each, said), ...differing(each) };
      }),
    ];
  });
}

/** What is wanted and what is there. */
type Pair<T> = readonly [T | null, T | null];

function paired<T>(wanted: readonly T[], there: readonly T[], nameOf: (each: T) => string): Pair<T>[] {
  const known = new Map(there.map((each) => [nameOf(each), each]));
  const names = new Set(wanted.map(nameOf));
  return [
    ...wanted.map((each): Pair<T> => [each, known.get(nameOf(each)) ?? null]),
    ...there.filter((each) => !names.has(nameOf(each))).map((each): Pair<T> => [null, each]),
  ];
}

function standing<T>([wanted, there]: Pair<T>, own: (each: T) => unknown): Standing {
  if (wanted === null) return 'only in the project';
  if (there === null) return 'created';
  return same(own(wanted), own(there)) ? 'unchanged' : 'changed';
}

const differing = ([wanted, there]: Pair<{ readonly text: string }>): Pick<Compared, 'texts'> =>
  wanted === null || there === null || wanted.text === there.text ? {} : { texts: { there: there.text, wanted: wanted.text } };

const NONE: Counts = { created: 0, changed: 0, unchanged: 0, 'only in the project': 0 };

/** By kind, of those that there are. */
export function countsOf(compared: readonly Compared[]): Partial<Record<ComparedKind, Counts>> {
  const counts: Partial<Record<ComparedKind, Counts>> = {};
  for (const { kind, standing: found } of compared) {
    const before = counts[kind] ?? NONE;
    counts[kind] = { ...before, [found]: before[found] + 1 };
  }
  return counts;
}
