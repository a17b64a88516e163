import type { FindOptionsWhere } from 'typeorm';
import { among } from '#platform/persistence/among';
import { TagNotFound } from '#contexts/catalog/index';
import { heldRows } from '#platform/persistence/held-rows';
import { pageOf } from '#platform/persistence/list';
import { matchingNames } from '#platform/persistence/matching-names';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { PAGE } from '#platform/persistence/whole-list';
import { SystemClock } from '#platform/system/clock-and-ids';
import type { Counts } from '#shared/audit';
import type { Clock } from '#shared/clock.port';
import { asReferredTo, NotFound, StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { PROMPT_LIST, PromptRepository, type PromptReader, type PromptTag } from '../../application/prompt-repository.port';
import { Prompt, PromptInUse, PromptTaken, type PromptState } from '../../domain/prompt';
import { PromptTagTable } from './prompt-tag.table';
import { PromptTable } from './prompt.table';
import { keepAssets, keepPrompt, keepRemoved } from '../../../text/adapters/persistence/keep-past';
import { PastPrompts } from './past-prompts';
import { retainReleased } from '../../../text/adapters/persistence/retain-released';

const ITS_TAGS = 'SELECT 1 FROM prompts_prompt_tag g WHERE g.tenant_id = prompt.tenant_id AND g.prompt_id = prompt.id';
const ITS_VERSIONS = 'SELECT 1 FROM prompts_version v WHERE v.tenant_id = prompt.tenant_id AND v.prompt_id = prompt.id';
const ITS_TRANSLATIONS = 'SELECT 1 FROM prompts_translation t WHERE t.tenant_id = v.tenant_id AND t.version_id = v.id';
const IN_LANGUAGE = `(LOWER(v.language_code) = :language OR EXISTS (${ITS_TRANSLATIONS} AND LOWER(t.language_code) = :language))`;
const ITS_ROWS = {
  prompts: 'prompts_prompt WHERE tenant_id = ? AND id = ?',
  versions: 'prompts_version WHERE tenant_id = ? AND prompt_id = ?',
  translations: `prompts_translation t JOIN prompts_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
    WHERE v.tenant_id = ? AND v.prompt_id = ?`,
  assets: 'prompts_asset WHERE tenant_id = ? AND prompt_id = ?',
  assetVersions: 'prompts_asset_version WHERE tenant_id = ? AND prompt_id = ?',
  assetTranslations: `prompts_asset_translation t JOIN prompts_asset_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
    WHERE v.tenant_id = ? AND v.prompt_id = ?`,
};

export class TypeOrmPromptRepository extends PromptRepository {
  readonly #prompts: TableStore<PromptState, Prompt>;

  constructor(
    private readonly session: PersistenceSession,
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
    const inUse = ({ slug }: PromptState): Error => new PromptInUse(slug);
    this.#prompts = session.store(PromptTable, {
      restore: (row) => Prompt.restore(row),
      stale: ({ slug }) => new StaleRevision('Prompt', slug),
      constant: ['projectId', 'slug', 'ownerUserId', 'createdAt'],
      taken: { uq_prompt_slug: ({ slug }) => new PromptTaken(slug), fk_prompt_project: () => new NotFound('Project', null) },
      held: { fk_pointer_version: inUse, fk_pointer_asset_version: inUse },
    });
  }

  add({ state }: Prompt): Promise<void> {
    return this.#prompts.insert(state);
  }

  update({ state }: Prompt): Promise<void> {
    return this.#prompts.update(state);
  }

  async remove({ state }: Prompt): Promise<Counts> {
    const { tenantId, id } = state;
    const { prompts: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    for (const kind of ['prompt', 'asset'] as const) await retainReleased(this.session.writer, kind, 'prompt_id', tenantId, id);
    const now = this.clock.now();
    for (const kind of ['prompt', 'asset'] as const) await keepRemoved(this.session.writer, kind, 'prompt_id', { tenantId, id, now });
    await keepAssets(this.session.writer, 'prompt_id', { tenantId, id, now });
    await keepPrompt(this.session.writer, { tenantId, id, now });
    await this.#prompts.remove(state);
    return removed;
  }

  async find(tenantId: string, projectId: string, slug: string): Promise<Prompt | null> {
    const found = await this.#prompts.find({ tenantId, projectId, slug });
    // MySQL compares 'a' and 'a ' as equal.
    return found?.state.slug === slug ? found : null;
  }

  async ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<Prompt[]> {
    return ids.length === 0 ? [] : this.#inOneStatement({ tenantId, projectId, id: among(this.session.reader, ids) });
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<Prompt[]> {
    return ids.length === 0 ? [] : this.#prompts.list({ tenantId, id: ids }, {}, PAGE);
  }

  names(tenantId: string, ids: readonly string[], search: string | null): Promise<Map<string, string>> {
    const { reader } = this.session;
    const rows = reader.createQueryBuilder(PromptTable, 'prompt').where({ tenantId, id: among(reader, ids) });
    return matchingNames(rows, { id: 'id', name: 'name', search: ['name', 'description'] }, search, ids.length);
  }

  async bySlugs(tenantId: string, wanted: readonly Pick<PromptState, 'projectId' | 'slug'>[]): Promise<Prompt[]> {
    if (wanted.length === 0) return [];
    const { reader } = this.session;
    // The pairs are not listed one by one, because SQLite refuses conditions of more than 1,000 parts.
    const [projectIds, slugs] = [new Set(wanted.map((each) => each.projectId)), new Set(wanted.map((each) => each.slug))];
    const found = await this.#inOneStatement({ tenantId, projectId: among(reader, projectIds), slug: among(reader, slugs) });
    const pairs = new Set(wanted.map((each) => `${each.projectId} ${each.slug}`));
    return found.filter(({ state }) => pairs.has(`${state.projectId} ${state.slug}`));
  }

  at(time: Date): PromptReader {
    return new PastPrompts(this.session, time);
  }

  async page(tenantId: string, projectId: string, query: ListQuery, tagId: string | null): Promise<Page<Prompt>> {
    const { type, status, language } = query.filters;
    const rows = this.session.reader.createQueryBuilder(PromptTable, 'prompt').where({ tenantId, projectId });
    if (tagId !== null) rows.andWhere(`EXISTS (${ITS_TAGS} AND g.tag_id = :tagId)`, { tagId });
    if (type !== undefined) rows.andWhere({ type });
    if (status !== undefined) rows.andWhere(`EXISTS (${ITS_VERSIONS} AND v.status = :status)`, { status });
    if (language !== undefined) rows.andWhere(`EXISTS (${ITS_VERSIONS} AND ${IN_LANGUAGE})`, { language: language.toLowerCase() });
    return mapPage(await pageOf(rows, PROMPT_LIST, query), (row) => Prompt.restore(row));
  }

  async tagIds(tenantId: string, promptId: string): Promise<string[]> {
    const rows = await this.session.reader.getRepository(PromptTagTable).findBy({ tenantId, promptId });
    return rows.map((each) => each.tagId);
  }

  tagsOf(tenantId: string, projectId: string | null, promptIds: readonly string[] | null): Promise<PromptTag[]> {
    const select = { promptId: true, tagId: true };
    const where = {
      tenantId,
      ...(projectId !== null && { projectId }),
      ...(promptIds && { promptId: among(this.session.reader, promptIds) }),
    };
    return this.session.reader.getRepository(PromptTagTable).find({ select, where });
  }

  async setTags({ state: { tenantId, projectId, id: promptId } }: Prompt, tagIds: readonly string[]): Promise<void> {
    const { writer } = this.session;
    await writer.getRepository(PromptTagTable).delete({ tenantId, promptId });
    if (tagIds.length === 0) return;
    const rows = tagIds.map((tagId) => ({ tenantId, promptId, tagId, projectId }));
    await this.session.guarded({ fk_prompt_tag_tag: () => asReferredTo(new TagNotFound(null)) }, () =>
      writer.createQueryBuilder().insert().into(PromptTagTable).values(rows).updateEntity(false).execute(),
    );
  }

  async #inOneStatement(where: FindOptionsWhere<PromptState>): Promise<Prompt[]> {
    const rows = await this.session.reader.getRepository(PromptTable).findBy(where);
    return rows.map((row) => Prompt.restore(row));
  }
}
