import { PERMISSIONS } from '#bootstrap/contexts';
import { ReferenceGateTable, ReferenceTable } from '#contexts/prompts/reference-index/adapters/persistence/reference.table';
import { TypeOrmAssetRepository } from '#contexts/prompts/asset/adapters/persistence/typeorm-asset-repository';
import { SqlReferences } from '#contexts/prompts/reference/adapters/persistence/sql-references';
import { SqlReferrers } from '#contexts/prompts/reference/adapters/persistence/sql-referrers';
import { DependentsGuard } from '#contexts/prompts/reference/application/dependents-guard';
import { FindDependents } from '#contexts/prompts/reference/application/find-dependents';
import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { MIGRATIONS } from '#migrations';
import { EnvironmentDirectory, EnsureTags, TagDirectory, UsableAiModels } from '#contexts/catalog/index';
import { OutboxWriter } from '#platform/messaging/outbox-writer';
import { OutboxTable } from '#platform/messaging/outbox.table';
import type { Actor } from '#shared/actor';
import type { AuditFact } from '#shared/audit';
import { Outbox } from '#shared/outbox.port';
import { AiModelTable } from '../../../src/contexts/catalog/ai-model/adapters/persistence/ai-model.table';
import { AI_MODEL_STORE } from '../../../src/contexts/catalog/ai-model/adapters/persistence/ai-model.table';
import { EnvironmentTable } from '../../../src/contexts/catalog/environment/adapters/persistence/environment.table';
import { PastEnvironmentTable } from '../../../src/contexts/catalog/environment/adapters/persistence/past-environment.table';
import { TypeOrmEnvironmentRepository } from '../../../src/contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { Environment } from '../../../src/contexts/catalog/environment/domain/environment';
import { ProjectTable } from '../../../src/contexts/catalog/project/adapters/persistence/project.table';
import { TypeOrmProjectRepository } from '../../../src/contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { TypeOrmProjectDirectory } from '../../../src/contexts/catalog/project/adapters/persistence/typeorm-project-directory';
import { ProjectLanguages } from '../../../src/contexts/catalog/region/application/project-languages';
import { RegionTable } from '../../../src/contexts/catalog/region/adapters/persistence/region.table';
import { REGION_STORE } from '../../../src/contexts/catalog/region/adapters/persistence/region.table';
import { TagTable } from '../../../src/contexts/catalog/tag/adapters/persistence/tag.table';
import { TAG_STORE } from '../../../src/contexts/catalog/tag/adapters/persistence/tag.table';
import { CreateTag } from '../../../src/contexts/catalog/tag/application/create-tag';
import { Tag } from '../../../src/contexts/catalog/tag/domain/tag';
import { RoleAccessPolicy } from '../../../src/contexts/identity/access/application/role-access-policy';
import { DeploymentItemTable, DeploymentTable } from '../../../src/contexts/prompts/deployment/adapters/persistence/deployment.table';
import { TypeOrmDeploymentRepository } from '../../../src/contexts/prompts/deployment/adapters/persistence/typeorm-deployment-repository';
import {
  EnvironmentMoveTable,
  PointerHistoryTable,
} from '../../../src/contexts/prompts/pointer-history/adapters/persistence/pointer-history.table';
import { AssetTranslationTextTable } from '../../../src/contexts/prompts/asset/adapters/persistence/asset-translation-text.table';
import { AssetTranslationTable } from '../../../src/contexts/prompts/asset/adapters/persistence/asset-translation.table';
import { AssetVersionTable } from '../../../src/contexts/prompts/asset/adapters/persistence/asset-version.table';
import { AssetTable } from '../../../src/contexts/prompts/asset/adapters/persistence/asset.table';
import { AssetPointerTable } from '../../../src/contexts/prompts/pointer/adapters/persistence/asset-pointer.table';
import { ReleaseRulesTable } from '../../../src/contexts/prompts/release-rules/adapters/persistence/release-rules.table';
import { TypeOrmReleaseRulesRepository } from '../../../src/contexts/prompts/release-rules/adapters/persistence/typeorm-release-rules-repository';
import { EstablishedApprovers } from '../../../src/contexts/prompts/release-rules/application/established-approvers';
import { DirectoryColleagues } from '../../../src/contexts/prompts/release-rules/adapters/identity/directory-colleagues';
import { TypeOrmPeopleDirectory } from '../../../src/contexts/identity/user/adapters/persistence/typeorm-people-directory';
import { ReleaseGate } from '../../../src/contexts/prompts/release-rules/application/release-gate';
import { PointerTable } from '../../../src/contexts/prompts/pointer/adapters/persistence/pointer.table';
import { TypeOrmPointerHistory } from '../../../src/contexts/prompts/pointer-history/adapters/persistence/typeorm-pointer-history';
import { TypeOrmPointerRepository } from '../../../src/contexts/prompts/pointer/adapters/persistence/typeorm-pointer-repository';
import { MovePointer } from '../../../src/contexts/prompts/pointer/application/move-pointer';
import { ReleaseChecks } from '../../../src/contexts/prompts/pointer/application/release-checks';
import { FindUnresolvable } from '../../../src/contexts/prompts/reference/application/find-unresolvable';
import { PointerMoves } from '../../../src/contexts/prompts/pointer/application/pointer-moves';
import { DirectoryProjectCatalog } from '../../../src/contexts/prompts/prompt/adapters/catalog/directory-project-catalog';
import { DirectoryProjectModels } from '../../../src/contexts/prompts/prompt/adapters/catalog/directory-project-models';
import { ProjectLanguageCatalog } from '../../../src/contexts/prompts/prompt/adapters/catalog/project-language-catalog';
import { DirectoryProjectTags } from '../../../src/contexts/prompts/prompt/adapters/catalog/directory-project-tags';
import { PromptCopyTable } from '#contexts/prompts/marketplace/adapters/persistence/prompt-copy.table';
import { PromptTagTable } from '../../../src/contexts/prompts/prompt/adapters/persistence/prompt-tag.table';
import { PromptTable } from '../../../src/contexts/prompts/prompt/adapters/persistence/prompt.table';
import { TranslationTable } from '../../../src/contexts/prompts/prompt/adapters/persistence/translation.table';
import { TranslationRevisionTable } from '../../../src/contexts/prompts/prompt/adapters/persistence/translation-revision.table';
import { TypeOrmPromptRepository } from '../../../src/contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmTranslationRepository } from '../../../src/contexts/prompts/prompt/adapters/persistence/typeorm-translation-repository';
import { TypeOrmVersionRepository } from '../../../src/contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { VersionTable } from '../../../src/contexts/prompts/prompt/adapters/persistence/version.table';
import { CreatePrompt, type CreatePromptCommand, type CreatedPrompt } from '../../../src/contexts/prompts/prompt/application/create-prompt';
import { PromptLookup } from '../../../src/contexts/prompts/prompt/application/prompt-lookup';
import { VersionActivation } from '../../../src/contexts/prompts/prompt/application/version-activation';
import { VersionLookup } from '../../../src/contexts/prompts/prompt/application/version-lookup';
import { sqliteDatabase } from '../../contract/sqlite-database';
import { CountingIds, FixedClock } from '../../fakes/clock-and-ids';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import { PastStateTable } from '#contexts/prompts/text/adapters/persistence/past-state.table';
import { ReleasedTagTable } from '#contexts/prompts/text/adapters/persistence/released-tag.table';
import { LocaleGate } from '#contexts/prompts/prompt/application/prompt-text-use-cases';
import { TypeOrmPromptCopies } from '#contexts/prompts/marketplace/adapters/persistence/typeorm-prompt-copies';
import { ApprovalPolicy } from '#contexts/prompts/marketplace/application/approval-policy.port';
import { textUseCases } from './text-use-cases';
import { StoredResources } from '#platform/persistence/stored-resources';

export const uuid = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const TENANT = uuid(1);

const actorOf = (tenantId: string): Actor => ({
  type: 'user',
  id: uuid(7),
  tenantId,
  role: 'tenant_admin',
  name: null,
  email: null,
  apiKeyId: null,
});
export const ACTOR = actorOf(TENANT);
export const STRANGER = actorOf(uuid(2));

const said = (facts: readonly AuditFact[]): string[] =>
  facts.map(({ rule, resource, outcome }) => `${rule.action} ${resource.id}@${resource.revision}${outcome ? ` ${outcome}` : ''}`);

/** Whether the tenant wants approvals. */
class ChangingPolicy extends ApprovalPolicy {
  required = false;

  requiresApproval(): Promise<boolean> {
    return Promise.resolve(this.required);
  }
}

/** Project `shop` with environment `production` of one tenant, and everything that use cases of prompts need, on SQLite. */
export async function promptsOnSqlite() {
  const tables = [
    OutboxTable,
    ProjectTable,
    EnvironmentTable,
    PastEnvironmentTable,
    TagTable,
    AiModelTable,
    PromptTagTable,
    PromptCopyTable,
    PromptTable,
    ReleasedTagTable,
    PastStateTable,
    VersionTable,
    TranslationTable,
    TranslationRevisionTable,
    PointerTable,
    PointerHistoryTable,
    EnvironmentMoveTable,
    DeploymentTable,
    DeploymentItemTable,
    AssetPointerTable,
    ReleaseRulesTable,
    RegionTable,
    AssetTable,
    AssetVersionTable,
    AssetTranslationTable,
    AssetTranslationTextTable,
    ReferenceTable,
    ReferenceGateTable,
  ];
  const database = await sqliteDatabase(tables as never, MIGRATIONS);
  const { session, unitOfWork } = database;
  const clock = new FixedClock();
  const ids = new CountingIds();
  const facts: AuditFact[] = [];
  const writer = new OutboxWriter(unitOfWork, ids, clock);
  class HeardOutbox extends Outbox {
    append(fact: AuditFact): void {
      facts.push(fact);
      writer.append(fact);
    }
    unchanged(fact: AuditFact): void {
      facts.push({ ...fact, outcome: 'unchanged' });
      writer.unchanged(fact);
    }
  }
  const outbox = new HeardOutbox();
  const environments = new TypeOrmEnvironmentRepository(session);
  const projectDirectory = new TypeOrmProjectDirectory(session, new RoleAccessPolicy(PERMISSIONS));
  const catalog = new DirectoryProjectCatalog(projectDirectory, new EnvironmentDirectory(environments));
  const modelRepository = new StoredResources(session, AI_MODEL_STORE);
  const tagRepository = new StoredResources(session, TAG_STORE);
  const tags = new DirectoryProjectTags(
    new TagDirectory(tagRepository),
    new EnsureTags(tagRepository, new CreateTag(projectDirectory, tagRepository, outbox, unitOfWork, ids, clock)),
  );
  const prompts = new TypeOrmPromptRepository(session);
  const copies = new TypeOrmPromptCopies(session);
  const references = new TypeOrmReferenceIndex(session);
  const versions = new TypeOrmVersionRepository(session, references, new TypeOrmReleasedTags(session));
  const pointers = new TypeOrmPointerRepository(session);
  const models = new DirectoryProjectModels(new UsableAiModels(modelRepository));
  const activation = new VersionActivation(versions, outbox, clock);
  const deployments = new TypeOrmDeploymentRepository(session);
  const translations = new TypeOrmTranslationRepository(session, references);
  const lookup = new PromptLookup(catalog, prompts);
  const versionLookup = new VersionLookup(lookup, versions);
  const projects = new TypeOrmProjectRepository(session);
  const languages = new ProjectLanguageCatalog(new ProjectLanguages(projects, new StoredResources(session, REGION_STORE)));
  const localeGate = new LocaleGate(languages, translations);

  const now = clock.now();
  const project = { id: uuid(3), tenantId: TENANT, slug: 'shop', name: 'Shop', description: null, ownerUserId: ACTOR.id, revision: 1 };
  const environment = Environment.create({
    id: uuid(4),
    tenantId: TENANT,
    projectId: project.id,
    name: 'production',
    description: null,
    now,
  });
  await unitOfWork.maintain(async () => {
    await session.writer.insert(ProjectTable, { ...project, createdAt: now, updatedAt: now });
    await environments.add(environment);
  });

  const createPrompt = new CreatePrompt(catalog, tags, prompts, versions, outbox, unitOfWork, ids, clock);
  const history = new TypeOrmPointerHistory(session);
  const rules = new TypeOrmReleaseRulesRepository(session);
  const moves = new PointerMoves(versions, activation, pointers, history, localeGate, outbox, ids, clock);
  const referrers = new SqlReferrers(session);
  const unresolvable = new FindUnresolvable(new SqlReferences(session), referrers, new TypeOrmAssetRepository(session), versions);
  const checks = new ReleaseChecks(unresolvable, references, catalog, unitOfWork);
  const established = new EstablishedApprovers(new DirectoryColleagues(new TypeOrmPeopleDirectory(session)));
  const gate = new ReleaseGate(rules, history, established, clock);
  const movePointer = new MovePointer(lookup, catalog, versions, moves, gate, checks, outbox, unitOfWork);
  const dependents = new DependentsGuard(references, new FindDependents(referrers), catalog);
  const approvals = new ChangingPolicy();
  const texts = textUseCases(
    { models, languages, dependents, outbox, unitOfWork, ids, clock },
    { lookup: versionLookup, versions, translations, pointers, activation, approvals },
  );
  return {
    ...database,
    dependents,
    checks,
    references,
    clock,
    ids,
    outbox,
    catalog,
    tags,
    models,
    modelRepository,
    activation,
    prompts,
    versions,
    pointers,
    history,
    rules,
    established,
    deployments,
    moves,
    translations,
    lookup,
    versionLookup,
    texts,
    approvals,
    copies,
    projects,
    languages,
    environmentId: environment.state.id,
    projectId: project.id,
    createPrompt,
    movePointer,
    /** A prompt `order-mail` in `shop`, with an active version 1.0.0. */
    aPrompt: (more: Partial<CreatePromptCommand> = {}): Promise<CreatedPrompt> =>
      createPrompt.execute({
        actor: ACTOR,
        project: 'shop',
        name: 'Order Mail',
        slug: null,
        description: null,
        type: 'USER',
        tags: [],
        promptText: 'Dear {{who}}',
        languageCode: 'en-US',
        variables: [],
        literals: [],
        translations: [],
        changeMessage: null,
        activate: true,
        ...more,
      }),
    /** A tag of `shop`; answers its id. */
    aTag: async (name: string): Promise<string> => {
      const tag = Tag.create({ id: ids.next(), tenantId: TENANT, projectId: project.id, now: clock.now() }, { name, description: null });
      await unitOfWork.maintain(() => tagRepository.add(tag));
      return tag.state.id;
    },
    point: (versionTag: string, actor = ACTOR) =>
      movePointer.execute({ actor, project: 'shop', environmentId: environment.state.id, prompt: 'order-mail', versionTag }),
    /** What the outbox heard since `heard` was asked. */
    told: (): readonly AuditFact[] => facts,
    /** What the outbox heard since the last call: `action resource@revision`. */
    heard: (): string[] => said(facts.splice(0)),
  };
}

export type PromptsOnSqlite = Awaited<ReturnType<typeof promptsOnSqlite>>;
