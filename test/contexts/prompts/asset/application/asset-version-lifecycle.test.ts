import fc from 'fast-check';
import { TypeOrmAssetRepository } from '../../../../../src/contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from '../../../../../src/contexts/prompts/asset/adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmAssetVersionRepository } from '../../../../../src/contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { AssetLookup } from '../../../../../src/contexts/prompts/asset/application/asset-lookup';
import { AssetPointers } from '../../../../../src/contexts/prompts/asset/application/asset-pointers.port';
import { CreateAsset } from '../../../../../src/contexts/prompts/asset/application/create-asset';
import { DeleteAsset } from '../../../../../src/contexts/prompts/asset/application/delete-asset';
import { AssetActivation } from '#contexts/prompts/asset/application/asset-activation';
import type { TextPointer } from '#contexts/prompts/text/application/text-pointers.port';
import { textUseCases } from '../../text-use-cases';
import { LifecycleStep } from '../../lifecycle-step';
import { ACTOR, promptsOnSqlite, type PromptsOnSqlite } from '../../prompts-on-sqlite';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';

type Status = 'draft' | 'active' | 'archived';

interface VersionModel {
  value: string;
  status: Status;
  wasActive: boolean;
  listing: 'NOT_PUBLISHED' | 'PENDING_APPROVAL' | 'PUBLISHED' | 'REJECTED';
  pointedAt: boolean;
}

/** What an asset's versions ought to be, by tag in the order of their creation. */
interface Model {
  readonly versions: Map<string, VersionModel>;
  /** What tags of deleted versions name for good. */
  readonly named: Map<string, string>;
}

/** The pointers that somebody else moves. */
class MovedPointers extends AssetPointers {
  readonly at = new Set<string>();

  of(): Promise<readonly TextPointer[]> {
    return Promise.resolve([...this.at].map((versionId) => ({ state: { environmentId: 'production', versionId } })));
  }
}

/** The real thing: use cases on SQLite, on an asset of its own. */
class Real {
  readonly pointers = new MovedPointers();
  readonly #assets: TypeOrmAssetRepository;
  readonly #versions: TypeOrmAssetVersionRepository;
  readonly #lookup: AssetLookup;
  readonly #texts: ReturnType<typeof textUseCases>;
  #assetId = '';

  constructor(
    readonly at: PromptsOnSqlite,
    readonly assetKey: string,
  ) {
    this.#assets = new TypeOrmAssetRepository(at.session);
    this.#versions = new TypeOrmAssetVersionRepository(at.session, at.references, new TypeOrmReleasedTags(at.session));
    this.#lookup = new AssetLookup(at.lookup, this.#assets, this.#versions);
    this.#texts = textUseCases(at, {
      lookup: this.#lookup,
      versions: this.#versions,
      translations: new TypeOrmAssetTranslationRepository(at.session, at.references),
      pointers: this.pointers,
      activation: new AssetActivation(this.#versions, at.outbox, at.clock),
      approvals: at.approvals,
    });
  }

  get #address() {
    return { actor: ACTOR, project: 'shop', prompt: 'order-mail', assetKey: this.assetKey };
  }

  async begin(): Promise<void> {
    const { lookup, versions, outbox, unitOfWork, ids, clock } = this.at;
    const create = new CreateAsset(lookup, versions, this.#assets, this.#versions, outbox, unitOfWork, ids, clock);
    const text = { name: 'Sign', category: null, value: 'one', languageCode: 'en', changeMessage: null, activate: true, translations: [] };
    this.#assetId = (await create.execute({ ...this.#address, key: this.assetKey, ...text })).state.id;
  }

  create(versionTag: string, text: string): Promise<unknown> {
    const rest = { languageCode: 'en', variables: [], literals: [], changeMessage: null, translations: [] };
    return this.#texts.create.execute({ ...this.#address, versionTag, text, ...rest });
  }

  edit(versionTag: string, text: string): Promise<unknown> {
    return this.#texts.update.execute({ ...this.#address, versionTag, patch: { text } });
  }

  remove(versionTag: string): Promise<unknown> {
    return this.#texts.delete.execute({ ...this.#address, versionTag });
  }

  removeAsset(): Promise<unknown> {
    const { outbox, unitOfWork } = this.at;
    return new DeleteAsset(this.#lookup, this.#assets, this.pointers, this.at.dependents, outbox, unitOfWork).execute(this.#address);
  }

  become(verb: 'activate' | 'archive' | 'restore' | 'publish' | 'unpublish', versionTag: string): Promise<unknown> {
    return this.#texts[verb].execute({ ...this.#address, versionTag });
  }

  /** By somebody who requested no publication. */
  review(verdict: 'approve' | 'reject', versionTag: string): Promise<unknown> {
    const command = { ...this.#address, actor: { ...ACTOR, id: 'reviewer' }, versionTag };
    return this.#texts[verdict].execute({ ...command, reason: 'no' });
  }

  async point(versionTag: string, there: boolean): Promise<void> {
    const version = await this.#versions.findByTag(ACTOR.tenantId, this.#assetId, versionTag);
    if (!version) return;
    if (there) this.pointers.at.add(version.state.id);
    else this.pointers.at.delete(version.state.id);
  }

  /** `tag value status listing`, in the order of creation, and the tag that is served. */
  async shown(): Promise<readonly [string[], string | undefined]> {
    const versions = await this.#versions.list(ACTOR.tenantId, this.#assetId);
    const served = await this.#versions.newestServed(ACTOR.tenantId, this.#assetId);
    const lines = versions.map(({ state }) => `${state.versionTag} ${state.text} ${state.status} ${state.marketplaceStatus}`);
    return [lines.toReversed(), served?.state.versionTag];
  }
}

function shownBy({ versions }: Model): readonly [string[], string | undefined] {
  const newestFirst = [...versions].toReversed();
  const served = newestFirst.find(([, { status }]) => status === 'active') ?? newestFirst.find(([, { status }]) => status === 'draft');
  return [[...versions].map(([tag, { value, status, listing }]) => `${tag} ${value} ${status} ${listing}`), served?.[0]];
}

const namesOther = ({ named }: Readonly<Model>, tag: string, value: string): boolean => (named.get(tag) ?? value) !== value;

class Step extends LifecycleStep<Model, Real> {
  protected shownBy(model: Readonly<Model>): unknown {
    return shownBy(model);
  }
}

/** A step on one version: 404 where there is none, what `refused` says else. */
const stepOn = (
  said: string,
  tag: string,
  act: (real: Real) => Promise<unknown>,
  refused: (version: Readonly<VersionModel>, model: Readonly<Model>) => boolean,
  change: (version: VersionModel) => void,
): Step =>
  new Step(
    `${said} ${tag}`,
    act,
    (model) => {
      const version = model.versions.get(tag);
      return version ? refused(version, model) && 'conflict' : 'not_found';
    },
    ({ versions }) => change(versions.get(tag) as VersionModel),
  );

// Few values, so that steps meet each other.
const tags = fc.constantFrom('1.0.0', '2', 'spring');
const values = fc.constantFrom('one', 'two', 'three');
const isListed = ({ listing }: VersionModel): boolean => listing === 'PENDING_APPROVAL' || listing === 'PUBLISHED';

const STEPS: fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] = [
  fc.tuple(tags, values).map(
    ([tag, value]) =>
      new Step(
        `create ${tag} ${value}`,
        (real) => real.create(tag, value),
        (model) => (model.versions.has(tag) || namesOther(model, tag, value)) && 'conflict',
        ({ versions }) => versions.set(tag, { value, status: 'draft', wasActive: false, listing: 'NOT_PUBLISHED', pointedAt: false }),
      ),
  ),
  fc.tuple(tags, values).map(([tag, value]) =>
    stepOn(
      `edit ${value}`,
      tag,
      (real) => real.edit(tag, value),
      (version, model) =>
        version.value !== value && (version.pointedAt || version.listing === 'PUBLISHED' || namesOther(model, tag, value)),
      (version) => {
        // What waits for its approval is not what was asked for any more.
        if (version.value !== value && version.listing === 'PENDING_APPROVAL') version.listing = 'NOT_PUBLISHED';
        version.value = value;
      },
    ),
  ),
  tags.map((tag) =>
    stepOn(
      'activate',
      tag,
      (real) => real.become('activate', tag),
      ({ status }) => status === 'archived',
      (version) => Object.assign(version, { status: 'active', wasActive: true }),
    ),
  ),
  tags.map((tag) =>
    stepOn(
      'archive',
      tag,
      (real) => real.become('archive', tag),
      ({ status, pointedAt }) => status !== 'archived' && pointedAt,
      (version) => (version.status = 'archived'),
    ),
  ),
  tags.map((tag) =>
    stepOn(
      'restore',
      tag,
      (real) => real.become('restore', tag),
      () => false,
      (version) => (version.status = version.status === 'archived' ? (version.wasActive ? 'active' : 'draft') : version.status),
    ),
  ),
  fc.tuple(tags, fc.boolean()).map(([tag, required]) =>
    stepOn(
      `publish ${required ? 'with' : 'without'} approval`,
      tag,
      (real) => {
        real.at.approvals.required = required;
        return real.become('publish', tag);
      },
      isListed,
      (version) => (version.listing = required ? 'PENDING_APPROVAL' : 'PUBLISHED'),
    ),
  ),
  tags.map((tag) =>
    stepOn(
      'unpublish',
      tag,
      (real) => real.become('unpublish', tag),
      (version) => !isListed(version),
      (version) => (version.listing = 'NOT_PUBLISHED'),
    ),
  ),
  tags.map((tag) =>
    stepOn(
      'approve',
      tag,
      (real) => real.review('approve', tag),
      (version) => !isListed(version),
      (version) => (version.listing = 'PUBLISHED'),
    ),
  ),
  tags.map((tag) =>
    stepOn(
      'reject',
      tag,
      (real) => real.review('reject', tag),
      ({ listing }) => listing !== 'PENDING_APPROVAL' && listing !== 'REJECTED',
      (version) => (version.listing = 'REJECTED'),
    ),
  ),
  fc.tuple(tags, fc.boolean()).map(
    ([tag, there]) =>
      new Step(
        `${there ? 'point at' : 'leave'} ${tag}`,
        (real) => real.point(tag, there),
        () => false,
        ({ versions }) => Object.assign(versions.get(tag) ?? {}, { pointedAt: there }),
      ),
  ),
  tags.map(
    (tag) =>
      new Step(
        `delete ${tag}`,
        (real) => real.remove(tag),
        ({ versions }) => {
          const version = versions.get(tag);
          return version ? version.pointedAt && 'conflict' : 'not_found';
        },
        ({ versions, named }) => {
          const version = versions.get(tag);
          if (version?.wasActive) named.set(tag, version.value);
          versions.delete(tag);
        },
      ),
  ),
];

describe('the lifecycle of an asset and its versions', () => {
  let at: PromptsOnSqlite;
  beforeAll(async () => {
    at = await promptsOnSqlite();
    await at.aPrompt();
  });
  afterAll(() => at.close());

  it('is that of a small model, whatever is done in whatever order', async () => {
    let assets = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(STEPS, { maxCommands: 25, size: 'max' }), async (steps) => {
        assets += 1;
        const real = new Real(at, `sign-${assets}`);
        await real.begin();
        const first: VersionModel = { value: 'one', status: 'active', wasActive: true, listing: 'NOT_PUBLISHED', pointedAt: false };
        const model: Model = { versions: new Map([['1.0.0', first]]), named: new Map() };
        await fc.asyncModelRun(() => ({ model, real }), steps);
        const isPointedAt = [...model.versions.values()].some(({ pointedAt }) => pointedAt);
        if (isPointedAt) await expect(real.removeAsset()).rejects.toMatchObject({ kind: 'conflict' });
        else await real.removeAsset();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
