import { LessThanOrEqual, MoreThan } from 'typeorm';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import { TRANSLATION_LIST, TranslationRepository } from '../../application/translation-repository.port';
import { Translation, TranslationTaken, type TranslationState } from '../../domain/translation';
import { VersionNotFound } from '../../domain/version-errors';
import { TranslationRevisionTable } from './translation-revision.table';
import { TranslationTable, weighed } from './translation.table';
import { VersionTable } from './version.table';

export class TypeOrmTranslationRepository extends TranslationRepository {
  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
  ) {
    super();
  }

  async add({ state }: Translation): Promise<void> {
    const errors = {
      uq_translation_language: () => new TranslationTaken(state.languageCode),
      fk_translation_version: () => new VersionNotFound(null),
    };
    await this.session.guarded(errors, () =>
      this.session.writer.createQueryBuilder().insert().into(TranslationTable).values(weighed(state)).updateEntity(false).execute(),
    );
    await this.#index(state);
  }

  async update({ state }: Translation, before: Translation): Promise<void> {
    const { tenantId, id, languageCode, revision, promptText, sourceHash, updatedAt } = state;
    const result = await this.session.writer
      .getRepository(TranslationTable)
      .update({ tenantId, id, revision: before.state.revision }, weighed({ revision, promptText, sourceHash, updatedAt }));
    if (result.affected === 0) throw new StaleRevision('Translation', languageCode);
    await this.#keep(before.state, updatedAt);
    await this.#index(state);
  }

  async remove({ state }: Translation, now: Date): Promise<void> {
    const { tenantId, id, languageCode, revision } = state;
    const result = await this.session.writer.getRepository(TranslationTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('Translation', languageCode);
    await this.#keep(state, now);
    await this.references.remove(tenantId, id);
  }

  async find(tenantId: string, versionId: string, languageCode: string): Promise<Translation | null> {
    const row = await this.session.reader.getRepository(TranslationTable).findOneBy({ tenantId, versionId, languageCode });
    // MySQL does not tell 'a' from 'a '.
    return row?.languageCode === languageCode ? Translation.restore(row) : null;
  }

  async list(tenantId: string, versionId: string): Promise<Translation[]> {
    const rows = await this.session.reader
      .getRepository(TranslationTable)
      .find({ where: { tenantId, versionId }, order: { languageCode: 'ASC', id: 'ASC' } });
    return rows.map((row) => Translation.restore(row));
  }

  async page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<Translation>> {
    const rows = this.session.reader.createQueryBuilder(TranslationTable, 'translation').where({ tenantId, versionId });
    const { language, state } = query.filters;
    if (language !== undefined) rows.andWhere('LOWER(translation.languageCode) = :language', { language: language.toLowerCase() });
    if (state !== undefined) rows.andWhere(`translation.sourceHash ${state === 'current' ? '=' : '<>'} :sourceHash`, { sourceHash });
    return mapPage(await pageOf(rows, TRANSLATION_LIST, query), (row) => Translation.restore(row));
  }

  async asOf(tenantId: string, versionId: string, at: Date): Promise<Translation[]> {
    // In this order: what is replaced between the two reads is found twice, and not missed.
    const present = await this.session.reader
      .getRepository(TranslationTable)
      .findBy({ tenantId, versionId, updatedAt: LessThanOrEqual(at) });
    const past = await this.session.reader
      .getRepository(TranslationRevisionTable)
      .findBy({ tenantId, versionId, validFrom: LessThanOrEqual(at), validTo: MoreThan(at) });
    const states: TranslationState[] = past.map(({ translationId: id, validFrom: updatedAt, validTo: _validTo, ...row }) => ({
      ...row,
      id,
      updatedAt,
    }));
    return [...new Map([...states, ...present].map((each) => [each.id, each])).values()]
      .toSorted((a, b) => (a.languageCode < b.languageCode ? -1 : 1))
      .map((state) => Translation.restore(state));
  }

  async #index({ tenantId, id, versionId, promptText }: TranslationState): Promise<void> {
    const select = { id: true, projectId: true, promptId: true, literals: true };
    const version = await this.session.reader.getRepository(VersionTable).findOne({ select, where: { tenantId, id: versionId } });
    if (!version) throw new VersionNotFound(null);
    const { projectId, promptId } = version;
    const literals = version.literals as string[];
    await this.references.replace([{ tenantId, id, projectId, promptId, versionId, assetVersionId: null, text: promptText, literals }]);
  }

  async #keep({ id: translationId, updatedAt: validFrom, ...state }: TranslationState, validTo: Date): Promise<void> {
    await this.session.writer
      .createQueryBuilder()
      .insert()
      .into(TranslationRevisionTable)
      .values({ ...state, translationId, validFrom, validTo })
      .updateEntity(false)
      .execute();
  }
}
