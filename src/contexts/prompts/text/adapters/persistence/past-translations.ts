import { atMost, greaterThan } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { languagePart } from '../../../template/domain/language';
import type { TextTranslationReader } from '../../application/text-translation-repository.port';
import type { TranslationHead } from '../../application/text-translation-repository.port';
import { PastStates } from './past-states';
import type { TextTables } from './text-tables';

/** The translations of one kind of text as they stood at a moment: those that are there, those that were replaced, those that went with their version. */
export class PastTranslations implements TextTranslationReader {
  readonly #states: PastStates;

  constructor(
    private readonly tables: TextTables,
    private readonly session: PersistenceSession,
    private readonly at: Date,
  ) {
    this.#states = new PastStates(session, at);
  }

  async ofVersionsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]> {
    if (versionIds.length === 0 || languages.length === 0) return [];
    const lookup = { tenantId, versionId: versionIds };
    const shown = ['id', 'versionId', 'languageCode', 'placeholders'] as const;
    const present = await this.session
      .rows(this.tables.translations)
      .measured({ ...lookup, updatedAt: atMost(this.at) }, shown, { bytesOf: 'text' });
    const replaced = await this.session
      .rows(this.tables.history)
      .measured({ ...lookup, ...this.#then() }, ['translationId', 'versionId', 'languageCode'], { bytesOf: 'text' });
    const removed = await this.#states.of({ tenantId, kind: 'translation', parentId: versionIds, beganAt: atMost(this.at) });
    const heads = new Map<string, TranslationHead>();
    for (const each of present) heads.set(each.id, { ...each, placeholders: each.placeholders ?? 0 });
    for (const { translationId: id, ...each } of replaced) heads.set(id, { ...each, id, placeholders: 0 });
    for (const [id, state] of removed)
      heads.set(id, { id, versionId: state.parentId, languageCode: state.name, bytes: state.bytes, placeholders: 0 });
    const parts = new Set(languages.map((each) => languagePart(each).toLowerCase()));
    return [...heads.values()].filter((each) => parts.has(languagePart(each.languageCode).toLowerCase())).toSorted(byLanguage);
  }

  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const present = await this.session
      .rows(this.tables.translations)
      .pick({ tenantId, id: ids, updatedAt: atMost(this.at) }, ['id', 'text']);
    const replaced = await this.session
      .rows(this.tables.history)
      .pick({ tenantId, translationId: ids, ...this.#then() }, ['translationId', 'text']);
    const removed = await this.#states.texts(tenantId, ids);
    return new Map([
      ...present.map(({ id, text }) => [id, text] as const),
      ...replaced.map(({ translationId, text }) => [translationId, text] as const),
      ...removed,
    ]);
  }

  #then() {
    return { validFrom: atMost(this.at), validTo: greaterThan(this.at) };
  }
}

const byLanguage = (a: TranslationHead, b: TranslationHead): number =>
  a.languageCode < b.languageCode ? -1 : a.languageCode > b.languageCode ? 1 : a.id < b.id ? -1 : 1;
