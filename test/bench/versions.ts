import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import { PERMISSIONS, TABLES } from '#bootstrap/contexts';
import { EnvironmentDirectory, UsableAiModels } from '#contexts/catalog/index';
import { AI_MODEL_STORE } from '#contexts/catalog/ai-model/adapters/persistence/ai-model.table';
import { TypeOrmEnvironmentRepository } from '#contexts/catalog/environment/adapters/persistence/typeorm-environment-repository';
import { TypeOrmProjectDirectory } from '#contexts/catalog/project/adapters/persistence/typeorm-project-directory';
import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { Project } from '#contexts/catalog/project/domain/project';
import { RoleAccessPolicy } from '#contexts/identity/access/application/role-access-policy';
import { DirectoryProjectCatalog } from '#contexts/prompts/prompt/adapters/catalog/directory-project-catalog';
import { DirectoryProjectModels } from '#contexts/prompts/prompt/adapters/catalog/directory-project-models';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { PromptLookup } from '#contexts/prompts/prompt/application/prompt-lookup';
import { Prompt } from '#contexts/prompts/prompt/domain/prompt';
import { MIGRATIONS } from '#migrations';
import { OutboxWriter, writeOutbox } from '#platform/messaging/outbox-writer';
import { connect, createDatabase, disconnect, type Database } from '#platform/persistence/database';
import { migrate } from '#platform/persistence/migrate';
import { PersistenceSession } from '#platform/persistence/persistence-session';
import { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { SystemClock, UuidIds } from '#platform/system/clock-and-ids';
import type { Actor } from '#shared/actor';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { Outbox } from '#shared/outbox.port';
import { benchDatabases } from './databases';
import { printTable, quantile, times, type Row } from './table';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import { CreateVersion } from '#contexts/prompts/prompt/application/prompt-text-use-cases';
import { InheritedContent } from '#contexts/prompts/text/application/inherited-content';
import { VersionLookup } from '#contexts/prompts/prompt/application/version-lookup';
import { TypeOrmTranslationRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-translation-repository';
import { StoredResources } from '#platform/persistence/stored-resources';

const ROUNDS = 6;
const PER_ROUND = 250;
const TEXT = 'Dear {{variable:who}}, '.repeat(40);
const clock = new SystemClock();
const ids = new UuidIds();

/** Says to the unit of work that something happened, and nothing else. */
class DeafOutbox extends Outbox {
  constructor(private readonly unitOfWork: TypeOrmUnitOfWork) {
    super();
  }
  append(): void {
    this.unitOfWork.collect({} as AuditEnvelope);
  }
  unchanged(): void {
    this.append();
  }
}

/** The use case with and without its audit event, alternating on one database, one caller. */
export async function benchVersions(): Promise<void> {
  const rows: Row[] = [];
  for (const { name, url, drop } of await benchDatabases()) {
    const database = createDatabase({ url, poolSize: 4, connectTimeoutMs: 5000, startTimeoutMs: 0 }, TABLES, MIGRATIONS);
    await connect(database, 0, () => undefined);
    await migrate(database);
    const actor = await aPrompt(database);
    const [audited, bare] = [useCase(database, true), useCase(database, false)];
    const took = { audited: [] as number[], bare: [] as number[] };
    let number = 0;
    const create = (each: CreateVersion): Promise<number> => timed(each, actor, (number += 1));
    for (let n = 0; n < PER_ROUND; n += 1) await create(n % 2 === 0 ? audited : bare);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let n = 0; n < PER_ROUND; n += 1) {
        took.bare.push(await create(bare));
        took.audited.push(await create(audited));
      }
    }
    await disconnect(database);
    await drop();
    const [without, with_] = [took.bare, took.audited].map((each) => each.toSorted((a, b) => a - b)) as [number[], number[]];
    const told = (sorted: readonly number[]): string =>
      `p50 ${quantile(sorted, 0.5).toFixed(2)} ms, p95 ${quantile(sorted, 0.95).toFixed(2)} ms`;
    rows.push({ what: `${name}, no event`, result: told(without) });
    rows.push({ what: `${name}, with its event`, result: told(with_), ratio: times(quantile(with_, 0.5), quantile(without, 0.5)) });
  }
  printTable('Create a version (use case and transaction, one caller)', rows);
}

async function timed(createVersion: CreateVersion, actor: Actor, number: number): Promise<number> {
  const started = performance.now();
  await createVersion.execute({
    actor,
    project: 'bench',
    prompt: 'bench',
    versionTag: `1.0.${number}`,
    text: TEXT,
    languageCode: 'en',
    variables: [],
    literals: [],
    translations: [],
    changeMessage: null,
  });
  return performance.now() - started;
}

function useCase(database: Database, audited: boolean): CreateVersion {
  const unitOfWork = new TypeOrmUnitOfWork(database, audited ? writeOutbox : () => Promise.resolve());
  const session = new PersistenceSession(unitOfWork, database.reader);
  const environments = new EnvironmentDirectory(new TypeOrmEnvironmentRepository(session));
  const lookup = new PromptLookup(
    new DirectoryProjectCatalog(new TypeOrmProjectDirectory(session, new RoleAccessPolicy(PERMISSIONS)), environments),
    new TypeOrmPromptRepository(session),
  );
  const outbox = audited ? new OutboxWriter(unitOfWork, ids, clock) : new DeafOutbox(unitOfWork);
  const models = new DirectoryProjectModels(new UsableAiModels(new StoredResources(session, AI_MODEL_STORE)));
  const versions = new TypeOrmVersionRepository(session, new TypeOrmReferenceIndex(session), new TypeOrmReleasedTags(session));
  const inherited = new InheritedContent(versions, new TypeOrmTranslationRepository(session, new TypeOrmReferenceIndex(session)));
  return new CreateVersion(new VersionLookup(lookup, versions), inherited, models, versions, outbox, unitOfWork, ids, clock);
}

async function aPrompt(database: Database): Promise<Actor> {
  const [tenantId, userId, projectId] = [ids.next(), ids.next(), ids.next()];
  const unitOfWork = new TypeOrmUnitOfWork(database, () => Promise.resolve());
  const session = new PersistenceSession(unitOfWork, database.reader);
  const common = { tenantId, name: 'Bench', description: null, ownerUserId: userId, now: clock.now() };
  await unitOfWork.maintain(async () => {
    await new TypeOrmProjectRepository(session).add(Project.create({ ...common, id: projectId }));
    await new TypeOrmPromptRepository(session).add(Prompt.create({ ...common, id: ids.next(), projectId, slug: null, type: 'USER' }));
  });
  return { type: 'user', id: userId, tenantId, role: 'admin', name: 'Ann', email: 'ann@bench.test', apiKeyId: null };
}
