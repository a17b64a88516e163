import { LessThanOrEqual, MoreThan } from 'typeorm';
import { among } from '#platform/persistence/among';
import { beginsLike } from '#platform/persistence/begins-like';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { withWeight } from '#platform/persistence/stored-bytes';
import type { TableStore } from '#platform/persistence/table-store';
import type { Reading } from '#platform/persistence/whole-list';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import type { TextTranslationReader } from '../../application/text-translation-repository.port';
import { languagePart } from '../../../template/domain/language';
import {
  TextTranslationRepository,
  type StatedTranslation,
  type TranslationHead,
} from '../../application/text-translation-repository.port';
import { TextTranslation, type TextTranslationState } from '../../domain/text-translation';
import type { TextVersion } from '../../domain/text-version';
import { PastTranslations } from './past-translations';
import { referring } from './referring-texts';
import { translationRules, weighed, type TextTables, type TranslationRow } from './text-tables';

const TRANSLATIONS = { what: 'The translations have', instead: 'read fewer versions at once with limit, or …/translations in pages' };
const BY_LANGUAGE = { languageCode: 'ASC', id: 'ASC' } as const;

/** The translations of one kind of text, in the tables of that kind. */
export class TypeOrmTextTranslationRepository extends TextTranslationRepository {
  readonly #translations: TableStore<TranslationRow, TextTranslation>;

  constructor(
    private readonly tables: TextTables,
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
  ) {
    super();
    this.#translations = session.store(tables.translations, translationRules(tables));
  }

  async add({ state }: TextTranslation, version: TextVersion): Promise<void> {
    await this.#translations.insert(weighed(state));
    await this.references.replace(referring(version, [state]));
  }

  async update({ state }: TextTranslation, before: TextTranslation, version: TextVersion): Promise<void> {
    await this.#translations.update(weighed(state));
    await this.#keep(before.state, state.updatedAt);
    await this.references.replace(referring(version, [state]));
  }

  async remove({ state }: TextTranslation, now: Date): Promise<void> {
    await this.#translations.remove(weighed(state));
    await this.#keep(state, now);
    await this.references.remove(state.tenantId, state.id);
  }

  async find(tenantId: string, versionId: string, languageCode: string): Promise<TextTranslation | null> {
    const found = await this.#translations.find({ tenantId, versionId, languageCode });
    // MySQL compares 'a' and 'a ' as equal.
    return found?.state.languageCode === languageCode ? found : null;
  }

  ofVersions(tenantId: string, versionIds: readonly string[]): Promise<TextTranslation[]> {
    return this.#of(tenantId, versionIds, TRANSLATIONS);
  }

  ofChanged(tenantId: string, versionId: string): Promise<TextTranslation[]> {
    return this.#of(tenantId, [versionId]);
  }

  async stated(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    if (versionIds.length === 0) return [];
    const shown = ['versionId', 'languageCode', 'sourceHash', 'updatedAt'] as const;
    return this.#translations.pick({ tenantId, versionId: versionIds }, shown, { order: BY_LANGUAGE });
  }

  async ofVersionsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]> {
    if (versionIds.length === 0 || languages.length === 0) return [];
    const { reader } = this.session;
    const rows = reader
      .createQueryBuilder(this.tables.translations, 'translation')
      .select(['translation.tenantId', 'translation.id', 'translation.versionId', 'translation.languageCode'])
      .where({ tenantId, versionId: among(reader, versionIds), languageCode: beginsLike(reader, languages.map(languagePart)) })
      .orderBy({ 'translation.languageCode': 'ASC', 'translation.id': 'ASC' });
    return withWeight(rows, 'text');
  }

  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    return new Map((await this.#translations.pick({ tenantId, id: ids }, ['id', 'text'])).map(({ id, text }) => [id, text]));
  }

  page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<TextTranslation>> {
    const { language, state } = query.filters;
    return this.#translations.page({ tenantId, versionId }, this.tables.lists.translations, query, (rows) => {
      if (language !== undefined) rows.andWhere('LOWER(listed.languageCode) = :language', { language: language.toLowerCase() });
      if (state !== undefined) rows.andWhere(`listed.sourceHash ${state === 'current' ? '=' : '<>'} :sourceHash`, { sourceHash });
    });
  }

  async asOf(tenantId: string, versionId: string, at: Date): Promise<TextTranslation[]> {
    const { kind, translations, history } = this.tables;
    const { reader } = this.session;
    // In this order, a text that is replaced between the two reads is found twice instead of missed.
    const present = await reader.getRepository(translations).findBy({ tenantId, versionId, updatedAt: LessThanOrEqual(at) });
    const past = await reader.getRepository(history).findBy({ tenantId, versionId, validFrom: LessThanOrEqual(at), validTo: MoreThan(at) });
    const states: TextTranslationState[] = past.map(({ translationId: id, validFrom: updatedAt, validTo: _validTo, ...row }) => ({
      ...row,
      id,
      updatedAt,
    }));
    return [...new Map([...states, ...present].map((each) => [each.id, each])).values()]
      .toSorted((a, b) => (a.languageCode < b.languageCode ? -1 : 1))
      .map((state) => TextTranslation.restore(kind, state));
  }

  at(time: Date): TextTranslationReader {
    return new PastTranslations(this.tables, this.session, time);
  }

  /** Throws ListTooLong when they exceed the maximum of one response. */
  async #of(tenantId: string, versionIds: readonly string[], shown?: Reading): Promise<TextTranslation[]> {
    return versionIds.length === 0 ? [] : this.#translations.list({ tenantId, versionId: versionIds }, BY_LANGUAGE, shown);
  }

  async #keep({ id: translationId, updatedAt: validFrom, ...state }: TextTranslationState, validTo: Date): Promise<void> {
    await this.session.rows(this.tables.history).insert({ ...state, translationId, validFrom, validTo });
  }
}
