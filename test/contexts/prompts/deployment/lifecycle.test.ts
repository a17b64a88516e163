import fc from 'fast-check';
import { ApproveDeployment } from '#contexts/prompts/deployment/application/approve-deployment';
import { CloseDeployment } from '#contexts/prompts/deployment/application/close-deployment';
import { DeployDeployment } from '#contexts/prompts/deployment/application/deploy-deployment';
import { RequestDeployment } from '#contexts/prompts/deployment/application/request-deployment';
import { RollbackDeployment } from '#contexts/prompts/deployment/application/rollback-deployment';
import { MovePointer } from '#contexts/prompts/pointer/application/move-pointer';
import { POINTER_HISTORY_LIST, PointerHistory } from '#contexts/prompts/pointer-history/application/pointer-history.port';
import { RemovePointer } from '#contexts/prompts/pointer/application/remove-pointer';
import { ReplaceReleaseRules } from '#contexts/prompts/release-rules/application/replace-release-rules';
import type { Actor } from '#shared/actor';
import { wholeList } from '#shared/list';
import { startTestingApp, type TestingApp } from '../../../http/testing-app';

/** What the environment should look like; versions by prompt. */
type Pointers = Readonly<Record<string, string>>;
interface ModelDeployment {
  status: 'PENDING' | 'APPROVED' | 'DEPLOYED' | 'ROLLED_BACK' | 'CANCELLED';
  readonly by: number;
  readonly items: Pointers;
  /** The environment right after it was carried out. */
  after: Pointers | null;
  move: number;
}
interface Model {
  pointers: Pointers;
  moves: number;
  approvalRequired: boolean;
  readonly deployments: ModelDeployment[];
}
interface Real {
  readonly actors: readonly Actor[];
  readonly environmentId: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly ids: string[];
  names: number;
}

const PROMPTS = ['mail', 'chat'] as const;
const TAGS = ['1.0.0', '2.0.0', '3.0.0'] as const;
const person = fc.nat(1);
const which = fc.nat(5);
const prompt = fc.constantFrom(...PROMPTS);
const tag = fc.constantFrom(...TAGS);
const deploymentOf = <T>({ deployment }: { readonly deployment: T }): T => deployment;

describe('the lifecycle of deployments against a small model', () => {
  let app: TestingApp;
  let environments = 0;
  const versions: Record<string, string> = {};
  let actors: Actor[];
  const use = <T>(useCase: abstract new (...args: never[]) => T): T => app.product.container.get<T>(useCase as never);

  const tokenOf = (token: string): { sub: string; tenantId: string } =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string; tenantId: string };

  beforeAll(async () => {
    app = await startTestingApp();
    const others = await app.userToken('admin');
    actors = [app.admin, others].map((token) => ({
      type: 'user',
      id: tokenOf(token).sub,
      tenantId: tokenOf(token).tenantId,
      role: 'admin',
      name: null,
      email: null,
      apiKeyId: null,
    }));
    await app.given.project('Shop');
    for (const name of PROMPTS) {
      await app.request('post', '/api/projects/shop/prompts', app.admin).send({ name, promptText: 'Hi {{who}}' }).expect(201);
      for (const versionTag of TAGS.slice(1))
        await app
          .request('post', `/api/projects/shop/prompts/${name}/versions`, app.admin)
          .send({ versionTag, promptText: `${versionTag} {{who}}`, languageCode: 'en' })
          .expect(201);
      const { body } = (await app.request('get', `/api/projects/shop/prompts/${name}/versions`, app.admin).expect(200)) as {
        body: unknown;
      };
      for (const { id, versionTag } of body as { id: string; versionTag: string }[]) versions[`${name}@${versionTag}`] = id;
    }
  }, 30_000);
  afterAll(() => app.stop());

  const outcomeOf = async (work: () => Promise<{ state: { id: string; status?: string } } | object>): Promise<string> => {
    try {
      const done = (await work()) as { state?: { status?: string } };
      return done.state?.status ?? 'done';
    } catch (error) {
      return (error as { kind?: string }).kind ?? String(error);
    }
  };
  const actorOf = (real: Real, index: number): Actor => real.actors[index] as Actor;
  const command = (real: Real, index: number, by: number) => ({
    actor: actorOf(real, by),
    project: 'shop',
    deploymentId: real.ids[index] ?? 'none',
  });
  const stands = async (model: Model, real: Real): Promise<void> => {
    const tenantId = actorOf(real, 0).tenantId;
    const history = await use(PointerHistory).page(tenantId, real.environmentId, wholeList(POINTER_HISTORY_LIST));
    const open = history.items.filter(({ toMove }) => toMove === null);
    expect(Object.fromEntries(open.map(({ entityName, versionTag }) => [entityName, versionTag]))).toEqual(model.pointers);
    const { body } = (await app
      .request('get', `/api/projects/shop/environments/${real.environmentId}/pointers`, app.admin)
      .expect(200)) as { body: unknown };
    const pointers = (body as { promptId: string; versionTag: string }[]).map(({ promptId, versionTag }) => [promptId, versionTag]);
    expect(Object.fromEntries(pointers)).toEqual(model.pointers);
  };

  type Step = fc.AsyncCommand<Model, Real>;
  const step = (name: string, run: (model: Model, real: Real) => Promise<void>): Step => ({
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      await stands(model, real);
    },
    toString: () => name,
  });
  const ofDeployment = (
    name: string,
    index: number,
    run: (it: ModelDeployment | undefined, model: Model, real: Real) => Promise<void>,
  ): Step => step(`${name}(${index})`, (model, real) => run(model.deployments[index], model, real));

  const request = (by: number, items: Pointers): Step =>
    step(`request by ${by} ${JSON.stringify(items)}`, async (model, real) => {
      const deployment = await use(RequestDeployment).execute({
        actor: actorOf(real, by),
        project: 'shop',
        environmentId: real.environmentId,
        name: `release ${(real.names += 1)}`,
        description: null,
        items: Object.entries(items).map(([slug, versionTag]) => ({
          entityType: 'PROMPT_VERSION',
          entityId: real.versions[`${slug}@${versionTag}`] ?? '',
          versionTag,
          changeMessage: null,
          riskLevel: 'LOW',
        })),
      });
      real.ids.push(deployment.state.id);
      model.deployments.push({ status: 'PENDING', by, items, after: null, move: 0 });
    });
  const approve = (index: number, by: number): Step =>
    ofDeployment(`approve by ${by}`, index, async (it, _model, real) => {
      const got = await outcomeOf(() => use(ApproveDeployment).execute(command(real, index, by)));
      if (!it) {
        expect(got).toBe('not_found');
        return;
      }
      if (it.by === by) {
        expect(got).toBe('forbidden');
        return;
      }
      if (it.status !== 'PENDING') {
        expect(got).toBe('invalid');
        return;
      }
      expect(got).toBe('APPROVED');
      it.status = 'APPROVED';
    });
  const close = (index: number, by: number, rejects: boolean): Step =>
    ofDeployment(rejects ? 'reject' : 'cancel', index, async (it, _model, real) => {
      const got = await outcomeOf(() => use(CloseDeployment).execute({ ...command(real, index, by), reason: 'why', rejects }));
      if (!it) {
        expect(got).toBe('not_found');
        return;
      }
      if (it.status !== 'PENDING' && it.status !== 'APPROVED') {
        expect(got).toBe('invalid');
        return;
      }
      expect(got).toBe('CANCELLED');
      it.status = 'CANCELLED';
    });
  const deploy = (index: number, breaks: boolean): Step =>
    ofDeployment(breaks ? 'break the glass' : 'deploy', index, async (it, model, real) => {
      const breakGlass = breaks ? { reason: 'now' } : null;
      const got = await outcomeOf(() =>
        use(DeployDeployment)
          .execute({ ...command(real, index, 0), breakGlass })
          .then(deploymentOf),
      );
      if (!it) {
        expect(got).toBe('not_found');
        return;
      }
      const isOpen = it.status === 'APPROVED' || (breaks && it.status === 'PENDING');
      if (!isOpen) {
        expect(got).toBe('invalid');
        return;
      }
      expect(got).toBe('DEPLOYED');
      model.pointers = { ...model.pointers, ...it.items };
      model.moves += 1;
      Object.assign(it, { status: 'DEPLOYED', after: model.pointers, move: model.moves });
    });
  const rollback = (index: number, to: number): Step =>
    ofDeployment(`rollback to ${to}`, index, async (it, model, real) => {
      const rollbackToDeploymentId = real.ids[to] ?? 'none';
      const got = await outcomeOf(() =>
        use(RollbackDeployment)
          .execute({ ...command(real, index, 0), rollbackToDeploymentId })
          .then(deploymentOf),
      );
      if (!it) {
        expect(got).toBe('not_found');
        return;
      }
      if (it.status !== 'DEPLOYED') {
        expect(got).toBe('invalid');
        return;
      }
      const target = model.deployments[to];
      if (!target?.after || target.move >= it.move) {
        expect(got).toBe('not_found');
        return;
      }
      expect(got).toBe('ROLLED_BACK');
      it.status = 'ROLLED_BACK';
      model.pointers = target.after;
      model.moves += 1;
    });
  const move = (slug: string, versionTag: string): Step =>
    step(`move ${slug} to ${versionTag}`, async (model, real) => {
      const { environmentId } = real;
      const got = await outcomeOf(() =>
        use(MovePointer).execute({ actor: actorOf(real, 0), project: 'shop', environmentId, prompt: slug, versionTag }),
      );
      expect(got).toBe(model.approvalRequired ? 'conflict' : 'done');
      if (model.approvalRequired) return;
      model.pointers = { ...model.pointers, [slug]: versionTag };
      model.moves += 1;
    });
  const remove = (slug: string): Step =>
    step(`remove ${slug}`, async (model, real) => {
      const { environmentId } = real;
      const got = await outcomeOf(() =>
        use(RemovePointer).execute({ actor: actorOf(real, 0), project: 'shop', environmentId, prompt: slug }),
      );
      const { [slug]: there, ...rest } = model.pointers;
      if (there === undefined) {
        expect(got).toBe('not_found');
        return;
      }
      expect(got).toBe(model.approvalRequired ? 'conflict' : 'done');
      if (model.approvalRequired) return;
      model.pointers = rest;
      model.moves += 1;
    });
  const rules = (approvalRequired: boolean): Step =>
    step(`approval ${approvalRequired ? 'required' : 'not required'}`, async (model, real) => {
      const { environmentId } = real;
      const wanted = {
        approvalRequired,
        approvals: 1,
        excludedApprovers: [],
        establishedApprovers: false,
        freezeWindows: [],
        after: null,
        changesNeedApproval: false,
      };
      await use(ReplaceReleaseRules).execute({ actor: actorOf(real, 0), project: 'shop', environmentId, rules: wanted });
      model.approvalRequired = approvalRequired;
    });

  it('keeps to it, step by step', async () => {
    const items = fc.uniqueArray(fc.tuple(prompt, tag), { minLength: 1, maxLength: 2, selector: ([slug]) => slug });
    const steps = fc.commands(
      [
        fc.tuple(person, items).map(([by, chosen]) => request(by, Object.fromEntries(chosen))),
        fc.tuple(which, person).map(([index, by]) => approve(index, by)),
        fc.tuple(which, person).map(([index, by]) => approve(index, by)),
        fc.tuple(which, fc.boolean()).map(([index, breaks]) => deploy(index, breaks)),
        fc.tuple(which, fc.constant(true)).map(([index, breaks]) => deploy(index, breaks)),
        fc.tuple(which, which).map(([index, to]) => rollback(index, to)),
        fc.tuple(which, person, fc.boolean()).map(([index, by, rejects]) => close(index, by, rejects)),
        fc.tuple(prompt, tag).map(([slug, versionTag]) => move(slug, versionTag)),
        prompt.map(remove),
        fc.boolean().map(rules),
      ],
      { size: '+1' },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const name = `environment ${(environments += 1)}`;
        const { body } = (await app.request('post', '/api/projects/shop/environments', app.admin).send({ name }).expect(201)) as {
          body: unknown;
        };
        const real: Real = { actors, environmentId: (body as { id: string }).id, versions, ids: [], names: 0 };
        const model: Model = { pointers: {}, moves: 0, approvalRequired: false, deployments: [] };
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
