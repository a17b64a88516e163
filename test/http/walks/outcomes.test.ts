import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, inputsOf, once, OPERATIONS, queryOf, type Operation } from './operations';
import { isReference, Place } from './place';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

/** Inputs that refer to something, by operation and pointer, each with what names nothing. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, object | string>>>> = {
  ServePrompt_base: { '?environmentName': '?environmentName=none' },
  ServePrompt_inLanguage: { '?environmentName': '?environmentName=none' },
  ResolvePrompt_resolve: { '/version': { version: '9.9.9' }, '/environment': { environment: 'none' } },
  ResolvePrompt_template: { '?version': '?version=9.9.9', '?environment': '?environment=none' },
  Dependents_ofPrompt: { '?versionTag': '?versionTag=9.9.9' },
  Dependents_ofAsset: { '?versionTag': '?versionTag=9.9.9' },
  Versions_create: {
    '/aiModelId': { promptText: 'Hi', versionTag: '8.0.0', languageCode: 'en', aiModelId: 'none' },
    '/translationsFrom': { promptText: 'Hi', versionTag: '8.0.0', languageCode: 'en', translationsFrom: '9.9.9' },
  },
  Versions_read: { '?environmentId': '?environmentId=none&processed=true' },
  Versions_update: { '/aiModelId': { aiModelId: 'none' } },
  Translations_read: { '?environmentId': '?environmentId=none&processed=true' },
  Prompts_create: { '/tags': { name: 'Tagged', promptText: 'Hi', tags: ['none'] } },
  Prompts_replace: { '/tagIds': { tagIds: ['none'] } },
  Prompts_update: { '/tagIds': { tagIds: ['none'] } },
  Copies_copyPublished: {
    '/source/projectId': { source: { projectId: 'none', promptId: 'none', versionTag: '9.9.9' } },
    '/source/promptId': { source: { projectId: 'default-project', promptId: 'none', versionTag: '9.9.9' } },
    '/source/versionTag': { source: { projectId: 'default-project', promptId: 'none', versionTag: '9.9.9' } },
  },
  Pointers_move: { '/versionTag': { versionTag: '9.9.9' } },
  Deployments_create: {
    '/environmentId': { name: 'To nowhere', environmentId: 'none', items: [{ entityType: 'AI_MODEL', entityId: 'none', versionTag: '1' }] },
  },
  Users_create: { '/tenantId': { email: 'nowhere@japm.test', password: 'a long password', tenantId: crypto.randomUUID() } },
  Users_list: { '?tenantId': `?tenantId=${crypto.randomUUID()}` },
  Regions_create: { '/parentRegionId': { languageCode: 'qq-QQ', name: 'Below', parentRegionId: 'none' } },
  Regions_update: { '/parentRegionId': { parentRegionId: 'none' } },
  RagDocuments_create: { '/regionId': { documentName: 'Lost', regionId: 'none' } },
  RagDocuments_update: { '/regionId': { regionId: 'none' } },
  LlmExecution_execute: { '/modelId': { modelId: 'none', promptText: 'Hi' } },
  RawExecution_execute: { '/aiModelId': { aiModelId: 'none', systemPromptName: 'prompt-improver', userText: 'Hi' } },
  CulturalData_create: { '/regionId': { key: 'lost', regionId: 'zz-ZZ' } },
};

/** What a document has of a prompt that was somewhere else: its ids name nothing here, and its versions are what it brings. */
const DOCUMENTED = 'Documents_put';

/** Inputs that are called like a reference and are none, or are refused otherwise when they name nothing; of one operation where it is named. */
const OTHERS: Readonly<Record<string, string>> = {
  '/tenantId': 'ignored, but for users',
  '/prompt/tenantId': 'ignored',
  '/initialAdminUser/tenantId': 'ignored',
  '/prompt/ownerUserId': 'ignored',
  '/tags': 'makes those that are not there',
  '/version': 'is one',
  '/versionTag': 'names something new, or is ignored',
  '/items/entityId': '400, as the contract says',
  '/items/versionTag': '400, as the contract says',
  '/items/projectId': 'of a batch, whose items have outcomes of their own: test/http/resolve-batch.test.ts',
  '/items/promptId': 'as its project',
  '/items/version': 'as its project',
  '/items/environment': 'as its project',
  '/items/tenantId': 'ignored',
  '/after': '400',
  '/excludedApprovers': '400',
  '/changeId': 'only where a change of rules is pending: test/http/pending-rules.test.ts',
  '/rollbackToDeploymentId': 'only where the deployment was carried out: test/http/deployments.test.ts',
  '/changes/environment': 'a part of the path of that change',
  '/changes/version': 'a part of the path of that change',
  '/changes/id': 'a part of the path of that change',
  '/projectId': 'only beside a model that exists: test/http/execution',
  '/promptId': 'only beside a model that exists: test/http/execution',
  '/projects': '400',
  '/environments': 'may be made later',
  'Usage_report ?version': 'a filter: what was counted stays when the version is gone',
  'Usage_report ?environment': 'a filter: what was counted stays when the environment is gone',
  '?environmentId': 'a filter',
  '?tag': 'a filter',
  '?traceId': 'a filter',
  '?project': 'a filter',
  '?projectId': 'a filter',
  '?userId': 'a filter',
};
const CALLED_LIKE_ONE =
  /(?:Ids?|\b(?:id|tags?|version|versionTag|environments?|environmentName|translationsFrom|after|projects?|excludedApprovers))$/u;

describe('the walk of what is not there', () => {
  let app: TestingApp;
  let crossing: string;
  const outcomes = new Map<string, string[]>();

  async function path(operation: Operation, withoutLast = false): Promise<string> {
    const place = new Place(app, app.admin, app.admin);
    const last = operation.parameters.findLastIndex((each) => isReference(each));
    const values: string[] = [];
    for (const [index, parameter] of operation.parameters.entries())
      values.push(withoutLast && index === last ? missing(parameter) : await place.value(parameter));
    return addressed(operation, values);
  }

  async function ask(
    { method, path: route }: Operation,
    to: string,
    body?: object,
  ): Promise<readonly [number, readonly string[] | undefined]> {
    const requestId = `outcome-${once()}`;
    const { status } = await app
      .request(method, to, route === '/api/users' ? crossing : app.admin)
      .set('x-request-id', requestId)
      .send(body);
    return [status, outcomes.get(requestId)];
  }

  beforeAll(async () => {
    app = await startTestingApp();
    crossing = await app.userToken('tenant_admin');
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((events) => {
      for (const { details, outcome } of events)
        outcomes.set(String(details.callerRequestId), [...(outcomes.get(String(details.callerRequestId)) ?? []), outcome]);
    });
  }, 30_000);
  afterAll(() => app.stop());

  const addressing = OPERATIONS.filter(({ parameters }) => parameters.some((each) => isReference(each)))
    // An unknown prompt has no assets (wire contract, 4.4).
    .filter(({ id }) => id !== 'Assets_list');
  it.each(addressing.map((each) => [each.id, each] as const))('%s is denied for what it addresses', async (_id, operation) => {
    const to = `${await path(operation, true)}${queryOf(operation)}`;
    expect(await ask(operation, to, bodyOf(operation))).toEqual([404, ['denied']]);
  });

  const referring = OPERATIONS.flatMap((operation) =>
    Object.entries(REFERENCES[operation.id] ?? {}).map(([pointer, input]) => [operation.id, pointer, operation, input] as const),
  );
  it.each(referring)('%s is rejected for what %s refers to', async (_id, _pointer, operation, input) => {
    const query = typeof input === 'string' ? input : '';
    expect(await ask(operation, `${await path(operation)}${query}`, query ? bodyOf(operation) : (input as object))).toEqual([
      404,
      ['rejected'],
    ]);
  });

  it('knows of every input that is called like a reference', () => {
    const called = OPERATIONS.flatMap((operation) =>
      (operation.id === DOCUMENTED ? [] : inputsOf(operation))
        .filter((pointer) => CALLED_LIKE_ONE.test(pointer) && !(pointer in OTHERS))
        .map((pointer) => `${operation.id} ${pointer}`)
        .filter((input) => !(input in OTHERS)),
    );
    const known = referring.map(([id, pointer]) => `${id} ${pointer}`);
    expect(called.filter((each) => !known.includes(each))).toEqual([]);
    expect(known.length).toBeGreaterThan(20);
  });
});

/** Of the form of what is asked for, where the form is looked at first. */
function missing(parameter: string): string {
  if (parameter.endsWith('{tenantId}') || parameter.endsWith('{eventId}')) return crypto.randomUUID();
  if (/anguageCode\}|langCode\}/u.test(parameter)) return 'qx-QX';
  return parameter.endsWith('Tag}') ? '9.9.9' : 'none';
}
