import { atMost, type Lookup } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { groupedBy } from '#shared/grouped-by';
import { NOT_LISTED } from '../../../marketplace/domain/listing';
import type { TextVersionReader } from '../../application/text-version-repository.port';
import type {
  ServedVersion,
  TaggedVersion,
  TextVersionRepository,
  VersionHead,
  VersionTag,
} from '../../application/text-version-repository.port';
import { servedVersion } from '../../domain/served-version';
import { TextVersion, type TextVersionState, type VersionStatus } from '../../domain/text-version';
import { PastStates, type PastContract, type PastState } from './past-states';
import type { TextTables, VersionRow } from './text-tables';

/** A version as it stood, without its text. */
interface StandingVersion extends VersionHead {
  readonly createdAt: Date;
  /** Null: the present state. */
  readonly past: PastState | null;
}

const PRESENT = ['id', 'parentId', 'versionTag', 'status', 'languageCode', 'placeholders', 'createdAt'] as const;

/** The versions of one kind of text as they stood at a moment. */
export class PastVersions implements TextVersionReader {
  readonly #states: PastStates;

  constructor(
    private readonly tables: TextTables,
    private readonly session: PersistenceSession,
    private readonly present: TextVersionRepository,
    private readonly at: Date,
  ) {
    this.#states = new PastStates(session, at);
  }

  async findByTag(tenantId: string, parentId: string, versionTag: string): Promise<TextVersion | null> {
    const [found] = await this.tagged(tenantId, [{ parentId, versionTag }]);
    return found ? this.#one(tenantId, found.id) : null;
  }

  async findById(tenantId: string, parentId: string, id: string): Promise<TextVersion | null> {
    const found = await this.#one(tenantId, id);
    return found?.state.parentId === parentId ? found : null;
  }

  async newestServed(tenantId: string, parentId: string): Promise<TextVersion | null> {
    const [found] = await this.servedOf(tenantId, [parentId]);
    return found ? this.#one(tenantId, found.id) : null;
  }

  async servedOf(tenantId: string, parentIds: readonly string[]): Promise<ServedVersion[]> {
    const standing = groupedBy(await this.#under(tenantId, parentIds), (each) => each.parentId);
    return [...standing.values()].flatMap((versions) => servedVersion(versions.toSorted(newestFirst)) ?? []);
  }

  async tagged(tenantId: string, wanted: readonly TaggedVersion[]): Promise<VersionTag[]> {
    const standing = await this.#under(tenantId, [...new Set(wanted.map((each) => each.parentId))]);
    const pairs = new Set(wanted.map(pairOf));
    return standing.filter((each) => pairs.has(pairOf(each)));
  }

  async headsOf(tenantId: string, ids: readonly string[]): Promise<VersionHead[]> {
    return ids.length === 0 ? [] : this.#standing(tenantId, { id: ids });
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<TextVersion[]> {
    if (ids.length === 0) return [];
    const now = new Map((await this.present.byIds(tenantId, ids)).map((each) => [each.state.id, each]));
    const standing = await this.#standing(tenantId, { id: ids });
    const texts = await this.#states.texts(tenantId, ids);
    const contracts = await this.#states.contracts(
      tenantId,
      standing.flatMap(({ past }) => past ?? []),
    );
    return standing.flatMap(({ id, past }) => {
      const state = now.get(id)?.state;
      const text = texts.get(id) ?? state?.text;
      if (text === undefined || (!state && !past)) return [];
      return [
        TextVersion.restore(this.tables.kind, {
          ...(state ?? removed(tenantId, past)),
          ...(past && changed(past, contracts.get(id))),
          text,
        }),
      ];
    });
  }

  async texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const now = await this.present.texts(tenantId, ids);
    return new Map([...now, ...(await this.#states.texts(tenantId, ids))]);
  }

  async #one(tenantId: string, id: string): Promise<TextVersion | null> {
    const [found] = await this.byIds(tenantId, [id]);
    return found ?? null;
  }

  async #under(tenantId: string, parentId: readonly string[]): Promise<StandingVersion[]> {
    return parentId.length === 0 ? [] : this.#standing(tenantId, { parentId });
  }

  async #standing(
    tenantId: string,
    which: { readonly id: readonly string[] } | { readonly parentId: readonly string[] },
  ): Promise<StandingVersion[]> {
    const lookup: Lookup<VersionRow> = { tenantId, ...which, createdAt: atMost(this.at) };
    const present = await this.session.rows(this.tables.versions).measured(lookup, PRESENT, { bytesOf: 'text' });
    const past = await this.#states.of({ tenantId, kind: 'version', ...which, beganAt: atMost(this.at) });
    const standing = new Map<string, StandingVersion>(
      present.map((each) => [each.id, { ...each, placeholders: each.placeholders ?? 0, past: null }]),
    );
    for (const [id, state] of past) standing.set(id, standingOf(state, standing.get(id)));
    return [...standing.values()];
  }
}

function standingOf(state: PastState, now: StandingVersion | undefined): StandingVersion {
  return {
    id: state.id,
    parentId: state.parentId,
    versionTag: state.name,
    status: state.status as VersionStatus,
    languageCode: state.languageCode ?? '',
    createdAt: state.beganAt,
    bytes: Math.max(state.bytes, now?.bytes ?? 0),
    placeholders: 0,
    past: state,
  };
}

const changed = ({ status, languageCode, contentHash }: PastState, contract: PastContract | undefined) => ({
  status: status as VersionStatus,
  languageCode: languageCode ?? '',
  contentHash: contentHash ?? '',
  variables: (contract?.variables ?? []) as TextVersionState['variables'],
  literals: (contract?.literals ?? []) as TextVersionState['literals'],
});

/** What nobody reads of a version that is gone is as of a new one. */
const removed = (tenantId: string, past: PastState | null): Omit<TextVersionState, 'text'> => {
  if (!past) throw new Error('a version that is neither there nor kept');
  const { id, parentId, name: versionTag, revision, beganAt } = past;
  return {
    ...{ id, tenantId, projectId: '', promptId: parentId, parentId, versionTag, revision, createdAt: beganAt, updatedAt: beganAt },
    ...{ variablesDeclared: true, aiModelId: null, changeMessage: null, activatedAt: null },
    ...changed(past, undefined),
    ...NOT_LISTED,
  };
};

const newestFirst = (a: StandingVersion, b: StandingVersion): number =>
  b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);

const pairOf = ({ parentId, versionTag }: TaggedVersion): string => `${parentId} ${versionTag}`;
