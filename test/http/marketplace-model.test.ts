import fc from 'fast-check';
import { startTestingApp, type TestingApp } from './testing-app';

type Status = 'NOT_PUBLISHED' | 'PENDING_APPROVAL' | 'PUBLISHED' | 'REJECTED';
const TAGS = ['1.0.0', '2.0.0'] as const;
const KINDS = ['prompt', 'asset'] as const;
const ACTIONS = [
  'request',
  'request',
  'approve',
  'approve',
  'publish',
  'publish',
  'approve own',
  'reject',
  'unpublish',
  'translate',
  'translate',
  'edit',
  'archive',
  'restore',
  'disable',
  'rename',
  'delete version',
  'delete prompt',
] as const;

const STEP = fc.record({
  tenant: fc.constantFrom(0, 0, 0, 1),
  action: fc.constantFrom(...ACTIONS),
  kind: fc.constantFrom(...KINDS),
  // Most steps are on one version, so that they meet.
  tag: fc.constantFrom(...TAGS, '1.0.0', '1.0.0'),
  prompt: fc.constantFrom(0, 0, 0, 1),
});
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** A tenant with what its versions ought to be: `prompt tag` or `prompt/sign tag` → status. */
interface Tenant {
  readonly editor: string;
  readonly reviewer: string;
  readonly requiresApproval: boolean;
  readonly versions: Map<string, Status>;
}

describe('the marketplace of two tenants', () => {
  let app: TestingApp;
  const tenants: Tenant[] = [];
  let runs = 0;

  const call = async (method: 'get' | 'post' | 'patch' | 'delete', path: string, token: string, body?: object) => {
    const answer = await app.request(method, path, token).send(body);
    return { ok: answer.status < 300, status: answer.status, body: answer.body as unknown };
  };
  const must = async (...args: Parameters<typeof call>): Promise<unknown> => {
    const answer = await call(...args);
    if (!answer.ok) throw new Error(`${args[0]} ${args[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const colleague = async (token: string, email: string): Promise<string> => {
    await must('post', '/api/users', token, { email, password: 'a long password', role: 'tenant_admin' });
    return app.login(email, 'a long password');
  };
  const promptOf = (prompt: number): string => `mail-${runs}-${prompt}`;

  beforeAll(async () => {
    app = await startTestingApp();
    const stranger = await app.strangerToken();
    for (const [editor, requiresApproval] of [
      [app.admin, true],
      [stranger, false],
    ] as const) {
      const reviewer = await colleague(editor, `reviewer${tenants.length}@japm.test`);
      const { tenantId } = (await must('get', '/api/auth/profile', editor)) as { tenantId: string };
      await must('patch', `/api/tenants/${tenantId}`, editor, { marketplaceRequiresApproval: requiresApproval });
      await must('post', '/api/projects', editor, { name: 'Shop' });
      tenants.push({ editor, reviewer, requiresApproval, versions: new Map() });
    }
  }, 60_000);
  afterAll(() => app.stop());

  async function start({ editor, versions }: Tenant): Promise<void> {
    versions.clear();
    for (const prompt of [0, 1]) {
      const path = '/api/projects/shop/prompts';
      const slug = promptOf(prompt);
      await must('post', path, editor, { name: slug, promptText: 'Hi', activate: true });
      await must('post', `${path}/${slug}/versions`, editor, { versionTag: '2.0.0', promptText: 'Hello', languageCode: 'en' });
      await must('post', `${path}/${slug}/assets`, editor, { key: 'sign', name: 'Sign', initialValue: 'Yours' });
      await must('post', `${path}/${slug}/assets/sign/versions`, editor, { versionTag: '2.0.0', value: 'Best', languageCode: 'en' });
      for (const tag of TAGS) for (const name of [slug, `${slug}/sign`]) versions.set(`${name} ${tag}`, 'NOT_PUBLISHED');
    }
  }

  /** Makes the step, and does the same to the model where it was accepted. */
  async function make({ tenant, action, kind, tag, prompt }: Step, n: number): Promise<void> {
    const at = tenants[tenant] as Tenant;
    const { editor, reviewer, requiresApproval, versions } = at;
    const slug = promptOf(prompt);
    const base = `/api/projects/shop/prompts/${slug}`;
    const path = kind === 'prompt' ? `${base}/versions/${tag}` : `${base}/assets/sign/versions/${tag}`;
    const name = `${kind === 'prompt' ? slug : `${slug}/sign`} ${tag}`;
    const before = versions.get(name);
    const become = (ok: boolean, status: Status): void => {
      if (ok && before) versions.set(name, status);
    };
    const text = kind === 'prompt' ? { promptText: `text ${n}` } : { value: `text ${n}` };
    if (action === 'request') {
      const { ok } = await call('post', `${path}/${kind === 'prompt' ? 'request-publish' : 'publish'}`, editor);
      if (before === 'NOT_PUBLISHED' || before === 'REJECTED') become(ok, requiresApproval ? 'PENDING_APPROVAL' : 'PUBLISHED');
    }
    if (action === 'publish') {
      const asked = await call('post', `${path}/${kind === 'prompt' ? 'request-publish' : 'publish'}`, editor);
      const { ok } = await call('post', `${path}/approve-publish`, reviewer);
      expect(ok).toBe(before !== undefined);
      if (asked.ok || before === 'PENDING_APPROVAL') become(ok, 'PUBLISHED');
    }
    if (action === 'approve') {
      const { ok } = await call('post', `${path}/approve-publish`, reviewer);
      expect(ok).toBe(before === 'PENDING_APPROVAL' || before === 'PUBLISHED');
      become(ok, 'PUBLISHED');
    }
    if (action === 'approve own' && before === 'PENDING_APPROVAL') {
      const { status } = await call('post', `${path}/approve-publish`, editor);
      expect(status).toBe(403);
    }
    if (action === 'reject') become((await call('post', `${path}/reject-publish`, reviewer, { reason: 'no' })).ok, 'REJECTED');
    if (action === 'unpublish') become((await call('post', `${path}/unpublish`, editor)).ok, 'NOT_PUBLISHED');
    if (action === 'translate') {
      const language = `${'abcdefghijklmnopqrstuvwxyz'[n % 26] ?? 'a'}x-ZZ`;
      const { ok } = await call('post', `${path}/translations`, editor, { languageCode: language, ...text });
      if (before === 'PENDING_APPROVAL') become(ok, 'NOT_PUBLISHED');
      if (before === 'PUBLISHED' && requiresApproval) become(ok, 'PENDING_APPROVAL');
    }
    if (action === 'edit') {
      const { ok } = await call('patch', path, editor, text);
      if (before === 'PUBLISHED') expect(ok).toBe(false);
      if (before === 'PENDING_APPROVAL') become(ok, 'NOT_PUBLISHED');
    }
    if (action === 'archive' || action === 'restore') await call('post', `${path}/${action}`, editor);
    if (action === 'disable') await call('patch', `${base}/assets/sign`, editor, { enabled: n % 2 === 0 });
    if (action === 'rename') await call('patch', base, editor, { name: `Renamed ${n}` });
    if (action === 'delete version' && (await call('delete', path, editor)).ok) versions.delete(name);
    if (action === 'delete prompt' && n % 3 === 0 && (await call('delete', base, editor)).ok)
      for (const each of [...versions.keys()]) if (each.startsWith(`${slug} `) || each.startsWith(`${slug}/`)) versions.delete(each);
  }

  const named = (status: Status, { versions }: Tenant): string[] =>
    [...versions].flatMap(([name, each]) => (each === status ? [name] : [])).toSorted();

  async function shown({ editor }: Tenant): Promise<{ published: string[]; pending: string[] }> {
    const published: string[] = [];
    const prompts = (await must('get', '/api/marketplace/prompts?limit=100&sortBy=name', editor)) as {
      versionTag: string;
      promptId: string;
    }[];
    published.push(...prompts.map(({ promptId, versionTag }) => `${promptId} ${versionTag}`));
    const assets = (await must('get', '/api/marketplace/assets?limit=100', editor)) as {
      versionTag: string;
      asset: { key: string; promptId: string };
    }[];
    published.push(...assets.map(({ asset, versionTag }) => `${asset.promptId}/${asset.key} ${versionTag}`));
    const requests = (await must('get', '/api/marketplace/requests', editor)) as {
      versionTag: string;
      prompt: { id: string };
      asset: { key: string } | null;
    }[];
    const pending = requests.map(({ prompt, asset, versionTag }) => `${prompt.id}${asset ? `/${asset.key}` : ''} ${versionTag}`);
    return { published: published.toSorted(), pending: pending.toSorted() };
  }

  it('shows what is published there and nothing else, whatever is done in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 10, maxLength: 40 }), async (steps) => {
        runs += 1;
        for (const tenant of tenants) await start(tenant);
        const isAsTheModel = async (tenant: Tenant): Promise<void> =>
          expect(await shown(tenant)).toEqual({ published: named('PUBLISHED', tenant), pending: named('PENDING_APPROVAL', tenant) });
        try {
          for (const [n, step] of steps.entries()) {
            await make(step, n);
            await isAsTheModel(tenants[step.tenant] as Tenant);
          }
          for (const tenant of tenants) await isAsTheModel(tenant);
        } finally {
          for (const { editor } of tenants)
            for (const prompt of [0, 1]) await call('delete', `/api/projects/shop/prompts/${promptOf(prompt)}`, editor);
        }
      }),
      { numRuns: 15 },
    );
  }, 180_000);
});
