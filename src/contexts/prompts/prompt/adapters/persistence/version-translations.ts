import { among } from '#platform/persistence/among';
import { beginsLike } from '#platform/persistence/begins-like';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { withWeight } from '#platform/persistence/stored-bytes';
import { wholeList } from '#platform/persistence/whole-list';
import { languagePart } from '../../../template/domain/language';
import type { StatedTranslation, TranslationHead } from '../../application/version-repository.port';
import type { TranslationState } from '../../domain/translation';
import { TranslationTable } from './translation.table';

const BY_LANGUAGE = { languageCode: 'ASC', id: 'ASC' } as const;

const TRANSLATIONS = { what: 'The translations have', instead: 'read fewer versions at once with limit, or …/translations in pages' };

/** Translations of many versions, with as much of them as is wanted. */
export class VersionTranslations {
  constructor(private readonly session: PersistenceSession) {}

  /** Throws ListTooLong where they have more bytes than that together; by default what one response may read. */
  async whole(tenantId: string, versionIds: readonly string[], mostBytes?: number): Promise<TranslationState[]> {
    if (versionIds.length === 0) return [];
    const { reader } = this.session;
    const rows = reader
      .createQueryBuilder(TranslationTable, 'translation')
      .where({ tenantId, versionId: among(reader, versionIds) })
      .orderBy({ 'translation.languageCode': 'ASC', 'translation.id': 'ASC' });
    return wholeList(rows, { expression: 'translation.id', property: 'id' }, { mostBytes, reading: TRANSLATIONS });
  }

  async stated(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    if (versionIds.length === 0) return [];
    const { reader } = this.session;
    const select = { versionId: true, languageCode: true, sourceHash: true, updatedAt: true };
    const where = { tenantId, versionId: among(reader, versionIds) };
    return reader.getRepository(TranslationTable).find({ select, where, order: BY_LANGUAGE });
  }

  async headsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]> {
    if (versionIds.length === 0 || languages.length === 0) return [];
    const { reader } = this.session;
    const rows = reader
      .createQueryBuilder(TranslationTable, 'translation')
      .select(['translation.tenantId', 'translation.id', 'translation.versionId', 'translation.languageCode'])
      .where({ tenantId, versionId: among(reader, versionIds), languageCode: beginsLike(reader, languages.map(languagePart)) })
      .orderBy({ 'translation.languageCode': 'ASC', 'translation.id': 'ASC' });
    return withWeight(rows, 'promptText');
  }

  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { reader } = this.session;
    const select = { tenantId: true, id: true, promptText: true };
    const rows = await reader.getRepository(TranslationTable).find({ select, where: { tenantId, id: among(reader, ids) } });
    return new Map(rows.map((row) => [row.id, row.promptText]));
  }
}
