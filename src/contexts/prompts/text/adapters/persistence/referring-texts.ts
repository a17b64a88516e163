import type { ReferenceIndex, ReferringText } from '../../../reference-index/application/reference-index.port';
import type { TextTranslation } from '../../domain/text-translation';
import type { TextVersion } from '../../domain/text-version';

type IndexedText = Pick<TextTranslation['state'], 'id' | 'text'>;

/**
 * These texts of a version: its own, its translations. The literals of a prompt's version hold for all of them; which placeholders of an
 * asset are literals is up to the version that shows it.
 */
export function referring({ kind, state }: TextVersion, texts: readonly IndexedText[]): ReferringText[] {
  const { tenantId, id, projectId, promptId, literals } = state;
  const versionId = kind.name === 'prompt' ? { versionId: id, assetVersionId: null } : { versionId: null, assetVersionId: id };
  return texts.map((each) => ({ tenantId, projectId, promptId, ...versionId, literals, id: each.id, text: each.text }));
}

/** Keeps the index up to what changed; the translations are read where it is what they refer to, too. */
export async function reindex(
  index: ReferenceIndex,
  { state: before }: TextVersion,
  after: TextVersion,
  translations: () => Promise<readonly TextTranslation[]>,
): Promise<void> {
  const { state } = after;
  if (!sameNames(before.literals, state.literals))
    await index.replace(referring(after, [state, ...(await translations()).map((each) => each.state)]));
  else if (before.text !== state.text) await index.replace(referring(after, [state]));
  // Its translations, which stay as they are, come into use with it.
  if (before.status !== state.status && state.status !== 'archived') await index.use(state.tenantId);
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, at) => each === b[at]);
