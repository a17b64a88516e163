import type { Actor } from '#shared/actor';
import { DiffEffort } from '#shared/diff-effort';
import { diffTexts, type TextDiff } from '#shared/text-diff';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { BreakingVariable } from '../../prompt/domain/breaking-variables';
import { pairsOf, translationDiff, type TranslationsDiff } from '../../prompt/domain/version-diff';
import type { DependentsPage, ReadDependents } from '../../reference/application/read-dependents';
import type { EstablishedApprovers } from '../../release-rules/application/established-approvers';
import type { ReleaseGate } from '../../release-rules/application/release-gate';
import type { ReleaseRulesRepository } from '../../release-rules/application/release-rules-repository.port';
import { countedApprovals, ONE_APPROVAL } from '../../release-rules/domain/release-rules';
import type { Obstacle } from '../../release-rules/domain/release-refused';
import type { Deployment } from '../domain/deployment';
import { itemFault, type DeploymentItemState, type EntityType } from '../domain/deployment-item';
import { floatingOf, type Floating } from '../domain/floating';
import type { DeploymentLookup, LocatedDeployment } from './deployment-lookup';
import type { ItemChange } from './item-change';
import type { AssetChanges, PromptChanges } from './text-changes';
import type { ReleaseForecast } from './release-forecast';
import { versionsOf, type Candidate, type Releasables } from './releasables';
import type { LanguageStatus } from '../../text/domain/language-status';

export interface PreviewDeploymentQuery {
  readonly actor: Actor;
  readonly project: string;
  readonly deploymentId: string;
  /** The number of items. */
  readonly limit: number;
  readonly offset: number;
}

/** The effect on one pointer. */
export interface ItemPreview {
  readonly item: DeploymentItemState;
  /** `order-mail`, `order-mail/signature` or the name of the model; null if it is gone. */
  readonly name: string | null;
  /** The tag of the version that the environment has now; null if it has none. */
  readonly from: string | null;
  readonly unchanged: boolean;
  /** The reason why it cannot be released. */
  readonly fault: string | null;
  /**
   * Null for models, for what is gone and for callers that must not read the texts. Compared with an empty text if the environment has no
   * version.
   */
  readonly text: TextDiff | null;
  readonly translations: TranslationsDiff | null;
  /** The parts that an approval does not cover; null if `text` is null. */
  readonly floating: Floating | null;
  readonly languages: readonly LanguageStatus[];
  readonly breaking: readonly BreakingVariable[];
  /** What depends on any version of the prompt or asset; the nearest ones. */
  readonly dependents: DependentsPage;
}

export interface PreviewObstacle {
  readonly rule: Obstacle['rule'] | 'status';
  readonly message: string;
}

export interface DeploymentPreview {
  readonly deployment: Deployment;
  readonly environmentName: string;
  /** Counted under the current rules. */
  readonly approvals: { readonly given: number; readonly needed: number };
  readonly blockedBy: readonly PreviewObstacle[];
  readonly items: readonly ItemPreview[];
}

const MAX_DEPENDENTS = 20;
const NO_DEPENDENTS: DependentsPage = { dependents: [], total: 0, hidden: 0, complete: true };

/** Computes what a deployment would do if it were carried out now. */
export class PreviewDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly catalog: ProjectCatalog,
    private readonly releasables: Releasables,
    private readonly prompts: PromptChanges,
    private readonly assets: AssetChanges,
    private readonly dependents: ReadDependents,
    private readonly rules: ReleaseRulesRepository,
    private readonly established: EstablishedApprovers,
    private readonly gate: ReleaseGate,
    private readonly forecast: ReleaseForecast,
  ) {}

  async execute({ actor, project: slug, deploymentId, limit, offset }: PreviewDeploymentQuery): Promise<DeploymentPreview> {
    const { tenantId } = actor;
    const located = await this.lookup.require(actor, 'deployment:read', slug, deploymentId);
    const { deployment, environment, project } = located;
    const candidates = await this.releasables.of(tenantId, project, deployment.items);
    const page = deployment.items.slice(offset, offset + limit);
    const changes = new Map([
      ...(await this.prompts.of(tenantId, located, idsOf(page, 'PROMPT_VERSION'))),
      ...(await this.assets.of(tenantId, located, idsOf(page, 'PROMPT_ASSET_VERSION'))),
    ]);
    const readable = await this.#readable(actor, project.id);
    const rules = (await this.rules.find(tenantId, environment.id))?.state ?? ONE_APPROVAL;
    const standing = deployment.standing();
    const refusals = await this.established.refusals(tenantId, rules, standing, standing.approvers);
    const unresolvable = await this.forecast.of(actor, located, candidates);
    const effort = effortFor([...changes.values()]);
    const items: ItemPreview[] = [];
    for (const item of page) {
      const [found, change] = [candidates.get(item.entityId ?? ''), changes.get(item.entityId ?? '')];
      const dependents = change ? await this.dependents.nearest(actor, change.target, MAX_DEPENDENTS) : NO_DEPENDENTS;
      const shown = shownOf(change, item.entityType, readable, effort);
      const fault = itemFault(item, deployment.fixedSince(rules), found) ?? change?.fault ?? unresolvable.get(item.id) ?? null;
      items.push({ item, name: found?.name ?? null, fault, ...shown, dependents });
    }
    return {
      deployment,
      environmentName: environment.name,
      approvals: { given: countedApprovals(rules, standing.approvers, refusals), needed: rules.approvals },
      blockedBy: await this.#obstacles(actor, located, candidates),
      items,
    };
  }

  /** The permission to read deployments does not include the permission to read texts. */
  async #readable(actor: Actor, projectId: string): Promise<ReadonlySet<EntityType>> {
    const readable = new Set<EntityType>();
    if ((await this.catalog.visible(actor, 'prompt:read')).has(projectId)) readable.add('PROMPT_VERSION');
    if ((await this.catalog.visible(actor, 'asset:read')).has(projectId)) readable.add('PROMPT_ASSET_VERSION');
    return readable;
  }

  /** The current obstacles in the rules of the environment. For a deployment that has ended, its end is the only obstacle. */
  async #obstacles(
    actor: Actor,
    { deployment, environment }: LocatedDeployment,
    candidates: ReadonlyMap<string, Candidate>,
  ): Promise<readonly PreviewObstacle[]> {
    const { status } = deployment.state;
    if (status !== 'PENDING' && status !== 'APPROVED') return [{ rule: 'status', message: `the deployment is ${status} already` }];
    return this.gate.obstacles({ actor, environment, versions: versionsOf(candidates), by: deployment.standing() });
  }
}

const idsOf = (items: readonly DeploymentItemState[], type: EntityType): string[] =>
  items.flatMap(({ entityType, entityId }) => (entityType === type && entityId !== null ? [entityId] : []));

/** One batch for the whole page. */
const effortFor = (changes: readonly ItemChange[]): DiffEffort =>
  new DiffEffort(changes.reduce((sum, { from, to }) => sum + 1 + pairsOf(from?.translations ?? [], to.translations).length, 0));

function shownOf(
  change: ItemChange | undefined,
  entityType: EntityType,
  readable: ReadonlySet<EntityType>,
  effort: DiffEffort,
): Omit<ItemPreview, 'item' | 'name' | 'fault' | 'dependents'> {
  const hidden = { text: null, translations: null, floating: null };
  if (!change) return { from: null, unchanged: false, ...hidden, languages: [], breaking: [] };
  const { from, to, languages, breaking } = change;
  const changed = { from: from?.versionTag ?? null, unchanged: from?.id === to.id, languages, breaking };
  if (!readable.has(entityType)) return { ...changed, ...hidden };
  const text = diffTexts(from?.text ?? '', to.text, effort);
  const translations = translationDiff(from?.translations ?? [], to.translations, effort);
  return { ...changed, text, translations, floating: floatingOf(entityType, to) };
}
