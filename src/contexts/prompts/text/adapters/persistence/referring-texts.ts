import type { ReferenceIndex, ReferringText } from '../../../reference-index/application/reference-index.port';
import type { TextTranslation } from '../../domain/text-translation';
import type { TextVersion } from '../../domain/text-version';

type IndexedText = Pick<TextTranslation['state'], 'id' | 'text'>;

/**
 * The texts of a version: its own and its translations. The literals of a prompt's version apply to all of them. For an asset, the version
 * that shows it decides which placeholders are literals.
 */
export function referring({ kind, state }: TextVersion, texts: readonly IndexedText[]): ReferringText[] {
  const { tenantId, id, projectId, promptId, literals } = state;
  const versionId = kind.name === 'prompt' ? { versionId: id, assetVersionId: null } : { versionId: null, assetVersionId: id };
  return texts.map((each) => ({ tenantId, projectId, promptId, ...versionId, literals, id: each.id, text: each.text }));
}

/** Updates the index after a change. It also reads the translations if the references in them change. */
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
  // The translations did not change, but come into use together with the version.
  if (before.status !== state.status && state.status !== 'archived') await index.use(state.tenantId);
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, at) => each === b[at]);
