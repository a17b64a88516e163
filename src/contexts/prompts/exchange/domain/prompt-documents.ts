import type { StoredAsset, StoredPrompt, StoredText, StoredTranslation, StoredVersion } from './stored-prompt';

type Json = Readonly<Record<string, unknown>>;

/** The size of JSON as the server counts it: bytes of UTF-8, members and elements, and versions, translations and assets. */
interface Extent {
  readonly bytes: number;
  readonly values: number;
  readonly parts: number;
}

/** Less than the server accepts (16 MiB, 200,000 values, 10,000 parts), which leaves room for the members around the parts. */
const FULL: Extent = { bytes: 14 * 1024 * 1024, values: 180_000, parts: 9000 };
/** Less than any list of a document may have (500). */
const MAX_ELEMENTS = 200;

/** A version as it is sent. It belongs to the prompt itself (null) or to an asset. */
interface Piece {
  readonly asset: StoredAsset | null;
  readonly version: Json | null;
}

/**
 * Returns the documents that bring a prompt, in this order; one document if the prompt fits. Each is complete in itself, so that the
 * rehearsal of one needs none before it. A version that is longer than a document is sent several times, each time with some of its
 * translations, and gets its status with the last one.
 */
export function documentsOf(prompt: StoredPrompt, breakingReason: string | null = null): Json[] {
  const { name, description, type, tags } = prompt;
  const head = {
    prompt: { name, description, type },
    tags: tags.map((each) => ({ name: each })),
    ...(breakingReason && { breakingReason }),
  };
  const left = minus(FULL, extentOf(head));
  const pieces: Piece[] = versionsOf('promptText', prompt.versions, left).map((version) => ({ asset: null, version }));
  for (const asset of prompt.assets) {
    const versions = versionsOf('value', asset.versions, minus(left, extentOf(assetOf(asset))));
    pieces.push(...(versions.length === 0 ? [null] : versions).map((version) => ({ asset, version })));
  }
  const documents = packed(pieces, left).map((part) => ({ ...head, ...bodyOf(part) }));
  return documents.length === 0 ? [head] : documents;
}

/** The versions, oldest first: each with all of its translations, or several times with some of them. */
function versionsOf(text: 'promptText' | 'value', versions: readonly (StoredText | StoredVersion)[], most: Extent): Json[] {
  const sent: Json[] = [];
  for (const wanted of versions) {
    const base = textBody(text, wanted);
    const standing = { status: wanted.status, ...(wanted.activated ? { activatedAt: 'before' } : {}) };
    const translations = wanted.translations.map((each) => translationOf(text, each));
    const chunks = chunked(translations, minus(most, extentOf({ ...base, ...standing })), extentOf);
    const last = chunks.length - 1;
    sent.push(...chunks.map((chunk, index) => ({ ...base, ...(index === last ? standing : {}), translations: chunk })));
  }
  return sent;
}

const textBody = (name: 'promptText' | 'value', { tag, language, changeMessage, text, ...more }: StoredText | StoredVersion): Json => ({
  ...{ versionTag: tag, [name]: text, languageCode: language, changeMessage },
  ...('variables' in more ? { variables: more.variables, literals: more.literals } : {}),
});

/** A version of a prompt without its translations. */
export const versionBody = (version: StoredVersion): Json => ({ ...textBody('promptText', version), status: version.status });

const translationOf = (name: 'promptText' | 'value', { language, stale, text }: StoredTranslation): Json => ({
  languageCode: language,
  ...(stale ? { state: 'stale' } : {}),
  [name]: text,
});

const packed = (pieces: readonly Piece[], most: Extent): Piece[][] =>
  pieces.length === 0
    ? []
    : chunked(
        pieces,
        most,
        ({ asset, version }) => plus(plus(extentOf(version), partsOf(version)), asset === null ? NOTHING : extentOf(assetOf(asset))),
        isSameVersion,
      );

/** A document contains each version once, so that the pieces of a version are in different documents. */
const isSameVersion = (a: Piece, b: Piece): boolean =>
  a.asset === b.asset && a.version !== null && a.version.versionTag === b.version?.versionTag;

/** The server accepts the newest version first. */
function bodyOf(pieces: readonly Piece[]): Json {
  const assets = [...new Set(pieces.flatMap(({ asset }) => asset ?? []))];
  const versionsFor = (of: StoredAsset | null): (Json | null)[] =>
    pieces
      .filter(({ asset, version }) => asset === of && version !== null)
      .map(({ version }) => version)
      .toReversed();
  return { versions: versionsFor(null), assets: assets.map((asset) => ({ ...assetOf(asset), versions: versionsFor(asset) })) };
}

const assetOf = ({ key, name, category, enabled }: StoredAsset): Json => ({ key, name, category, enabled });

/** Splits the items in order into as few lists as possible, and at least one. Neighbors that must be apart are in different lists. */
function chunked<T>(
  items: readonly T[],
  most: Extent,
  extent: (item: T) => Extent,
  areApart: (a: T, b: T) => boolean = () => false,
): T[][] {
  let chunk: T[] = [];
  let size = NOTHING;
  const chunks = [chunk];
  for (const item of items) {
    const more = extent(item);
    const next = plus(size, more);
    const before = chunk.at(-1);
    const isFull = chunk.length >= MAX_ELEMENTS || next.bytes > most.bytes || next.values > most.values || next.parts > most.parts;
    if (before !== undefined && (isFull || areApart(before, item))) {
      chunks.push((chunk = []));
      size = more;
    } else size = next;
    chunk.push(item);
  }
  return chunks;
}

const NOTHING: Extent = { bytes: 0, values: 0, parts: 0 };
const plus = (a: Extent, b: Extent): Extent => ({
  bytes: a.bytes + b.bytes + 1,
  values: a.values + b.values + 1,
  parts: a.parts + b.parts,
});
const minus = (a: Extent, b: Extent): Extent => ({ bytes: a.bytes - b.bytes, values: a.values - b.values, parts: a.parts - b.parts });
const extentOf = (value: unknown): Extent => ({ bytes: Buffer.byteLength(JSON.stringify(value)), values: valuesIn(value), parts: 0 });

/** The size of a version with its translations and the asset that it may belong to. */
const partsOf = (version: Json | null): Extent => ({
  ...NOTHING,
  parts: 2 + (Array.isArray(version?.translations) ? version.translations.length : 0),
});

const valuesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, each) => sum + valuesIn(each) + 1, 0) : 0;
