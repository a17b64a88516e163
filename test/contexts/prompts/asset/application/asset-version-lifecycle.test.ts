import fc from 'fast-check';
import { TypeOrmAssetRepository } from '../../../../../src/contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { TypeOrmAssetTranslationRepository } from '../../../../../src/contexts/prompts/asset/adapters/persistence/typeorm-asset-translation-repository';
import { TypeOrmReleasedTags } from '#contexts/prompts/prompt/adapters/persistence/typeorm-released-tags';
import { TypeOrmAssetVersionRepository } from '../../../../../src/contexts/prompts/asset/adapters/persistence/typeorm-asset-version-repository';
import { ActivateAssetVersion } from '../../../../../src/contexts/prompts/asset/application/activate-asset-version';
import { ArchiveAssetVersion } from '../../../../../src/contexts/prompts/asset/application/archive-asset-version';
import { AssetLookup } from '../../../../../src/contexts/prompts/asset/application/asset-lookup';
import { AssetPointers, type AssetPointer } from '../../../../../src/contexts/prompts/asset/application/asset-pointers.port';
import { CreateAsset } from '../../../../../src/contexts/prompts/asset/application/create-asset';
import { CreateAssetVersion } from '../../../../../src/contexts/prompts/asset/application/create-asset-version';
import { DeleteAsset } from '../../../../../src/contexts/prompts/asset/application/delete-asset';
import { DeleteAssetVersion } from '../../../../../src/contexts/prompts/asset/application/delete-asset-version';
import { PublishAssetVersion } from '../../../../../src/contexts/prompts/asset/application/publish-asset-version';
import { RestoreAssetVersion } from '../../../../../src/contexts/prompts/asset/application/restore-asset-version';
import { UnpublishAssetVersion } from '../../../../../src/contexts/prompts/asset/application/unpublish-asset-version';
import { UpdateAssetVersion } from '../../../../../src/contexts/prompts/asset/application/update-asset-version';
import { ApprovalPolicy } from '../../../../../src/contexts/prompts/marketplace/application/approval-policy.port';
import { LifecycleStep } from '../../lifecycle-step';
import { ACTOR, promptsOnSqlite, type PromptsOnSqlite } from '../../prompts-on-sqlite';

type Status = 'draft' | 'active' | 'archived';

interface VersionModel {
  value: string;
  status: Status;
  wasActive: boolean;
  listing: 'NOT_PUBLISHED' | 'PENDING_APPROVAL' | 'PUBLISHED';
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

  ofAsset(): Promise<readonly AssetPointer[]> {
    return Promise.resolve([...this.at].map((assetVersionId) => ({ environmentId: 'production', assetVersionId })));
  }
}

class ChangingPolicy extends ApprovalPolicy {
  required = false;

  requiresApproval(): Promise<boolean> {
    return Promise.resolve(this.required);
  }
}

/** The real thing: use cases on SQLite, on an asset of its own. */
class Real {
  readonly pointers = new MovedPointers();
  readonly approvals = new ChangingPolicy();
  readonly #assets: TypeOrmAssetRepository;
  readonly #versions: TypeOrmAssetVersionRepository;
  readonly #translations: TypeOrmAssetTranslationRepository;
  readonly #lookup: AssetLookup;
  #assetId = '';

  constructor(
    readonly at: PromptsOnSqlite,
    readonly assetKey: string,
  ) {
    this.#assets = new TypeOrmAssetRepository(at.session);
    this.#versions = new TypeOrmAssetVersionRepository(at.session, at.references, new TypeOrmReleasedTags(at.session));
    this.#translations = new TypeOrmAssetTranslationRepository(at.session, at.references);
    this.#lookup = new AssetLookup(at.lookup, this.#assets, this.#versions);
  }

  get #address() {
    return { actor: ACTOR, project: 'shop', prompt: 'order-mail', assetKey: this.assetKey };
  }

  async begin(): Promise<void> {
    const { lookup, versions, outbox, unitOfWork, ids, clock } = this.at;
    const create = new CreateAsset(lookup, versions, this.#assets, this.#versions, this.#translations, outbox, unitOfWork, ids, clock);
    const text = { name: 'Sign', category: null, value: 'one', languageCode: 'en', changeMessage: null, activate: true, translations: [] };
    this.#assetId = (await create.execute({ ...this.#address, key: this.assetKey, ...text })).state.id;
  }

  create(versionTag: string, value: string): Promise<unknown> {
    const { outbox, unitOfWork, ids, clock } = this.at;
    const useCase = new CreateAssetVersion(this.#lookup, this.#versions, this.#translations, outbox, unitOfWork, ids, clock);
    return useCase.execute({ ...this.#address, versionTag, value, languageCode: 'en', changeMessage: null, translations: [] });
  }

  edit(versionTag: string, value: string): Promise<unknown> {
    const { outbox, unitOfWork, clock } = this.at;
    const useCase = new UpdateAssetVersion(this.#lookup, this.#versions, this.pointers, outbox, unitOfWork, clock);
    return useCase.execute({ ...this.#address, versionTag, patch: { value } });
  }

  remove(versionTag: string): Promise<unknown> {
    const { outbox, unitOfWork } = this.at;
    const useCase = new DeleteAssetVersion(
      this.#lookup,
      this.#versions,
      this.#translations,
      this.pointers,
      this.at.dependents,
      outbox,
      unitOfWork,
    );
    return useCase.execute({ ...this.#address, versionTag });
  }

  removeAsset(): Promise<unknown> {
    const { outbox, unitOfWork } = this.at;
    return new DeleteAsset(this.#lookup, this.#assets, this.pointers, this.at.dependents, outbox, unitOfWork).execute(this.#address);
  }

  async become(verb: 'activate' | 'archive' | 'restore' | 'publish' | 'unpublish', versionTag: string): Promise<unknown> {
    const { outbox, unitOfWork, clock } = this.at;
    const [lookup, versions] = [this.#lookup, this.#versions];
    const useCases = {
      activate: new ActivateAssetVersion(lookup, versions, outbox, unitOfWork, clock),
      archive: new ArchiveAssetVersion(lookup, versions, this.pointers, this.at.dependents, outbox, unitOfWork, clock),
      restore: new RestoreAssetVersion(lookup, versions, outbox, unitOfWork, clock),
      publish: new PublishAssetVersion(lookup, versions, this.approvals, outbox, unitOfWork, clock),
      unpublish: new UnpublishAssetVersion(lookup, versions, outbox, unitOfWork, clock),
    };
    return useCases[verb].execute({ ...this.#address, versionTag });
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
    const [served] = await this.#versions.newestServedOf(ACTOR.tenantId, [this.#assetId]);
    const lines = versions.map(({ state }) => `${state.versionTag} ${state.value} ${state.status} ${state.marketplaceStatus}`);
    return [lines.toReversed(), served?.versionTag];
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
const isListed = ({ listing }: VersionModel): boolean => listing !== 'NOT_PUBLISHED';

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
        real.approvals.required = required;
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
