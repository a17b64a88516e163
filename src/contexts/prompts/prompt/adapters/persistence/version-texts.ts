import type { ReferenceIndex, ReferringText } from '../../../reference-index/application/reference-index.port';
import type { TranslationState } from '../../domain/translation';
import type { VersionState } from '../../domain/version';

/** The version's own text and its translations; its literals hold for all of them. */
export function textsOf(version: VersionState, translations: readonly Pick<TranslationState, 'id' | 'promptText'>[]): ReferringText[] {
  const { tenantId, id, projectId, promptId, promptText, literals } = version;
  const place = { tenantId, projectId, promptId, versionId: id, assetVersionId: null, literals };
  return [{ ...place, id, text: promptText }, ...translations.map((each) => ({ ...place, id: each.id, text: each.promptText }))];
}

/** Keeps the index up to what changed; the translations are read where it is what they refer to, too. */
export async function referAnew(
  index: ReferenceIndex,
  before: VersionState,
  after: VersionState,
  translations: () => Promise<readonly TranslationState[]>,
): Promise<void> {
  if (!sameNames(before.literals, after.literals)) await index.replace(textsOf(after, await translations()));
  else if (before.promptText !== after.promptText) await index.replace(textsOf(after, []));
  if (before.status !== after.status && after.status !== 'archived') await index.use(after.tenantId);
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, at) => each === b[at]);
