import type { AuditEnvelope } from '#shared/audit-envelope';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from './testing-app';

describe('reviews of publications over HTTP', () => {
  let app: TestingApp;
  let reviewer: string;
  let used = 0;
  const events: AuditEnvelope[] = [];
  const prompts = '/api/projects/shop/prompts';

  const post = (path: string, body: object = {}, token = app.admin) => app.request('post', path, token).send(body);
  /** A pending version of a prompt, or of one of its assets. */
  const pending = async (kind: 'prompt' | 'asset'): Promise<string> => {
    const name = `mail-${(used += 1)}`;
    await post(prompts, { name, promptText: 'Hi' }).expect(201);
    if (kind === 'prompt') {
      await post(`${prompts}/${name}/versions/1.0.0/request-publish`).expect(200);
      return `${prompts}/${name}/versions/1.0.0`;
    }
    await post(`${prompts}/${name}/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' }).expect(201);
    await post(`${prompts}/${name}/assets/sign/versions/1.0.0/publish`).expect(201);
    return `${prompts}/${name}/assets/sign/versions/1.0.0`;
  };
  const idOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((committed) => events.push(...committed));
    reviewer = await app.userToken('tenant_admin');
    await app.given.project('Shop');
  });
  beforeEach(() => {
    events.length = 0;
  });
  afterAll(() => app.stop());

  it.each(['prompt', 'asset'] as const)('of a version of a %s name the requester and the reviewer in the audit log', async (kind) => {
    const path = await pending(kind);
    events.length = 0;
    const { body } = (await post(`${path}/approve-publish`, {}, reviewer).expect(200)) as { body: object };
    expect(body).toMatchObject({
      marketplaceStatus: 'PUBLISHED',
      marketplaceRequesterId: idOf(app.admin),
      marketplaceApproverId: idOf(reviewer),
      marketplaceRejectionReason: null,
    });
    expect(events).toMatchObject([
      {
        action: `${kind === 'prompt' ? 'version' : 'asset_version'}.approve_publish`,
        risk: 'high',
        outcome: 'success',
        actor: { id: idOf(reviewer) },
        details: { requesterId: idOf(app.admin) },
        changes: { marketplaceStatus: { before: 'PENDING_APPROVAL', after: 'PUBLISHED' } },
      },
    ]);
  });

  it.each(['prompt', 'asset'] as const)('that refuse a version of a %s keep the reason there and in the audit log', async (kind) => {
    const path = await pending(kind);
    events.length = 0;
    const refused = { reason: ' Names a customer ' };
    const { body } = (await post(`${path}/reject-publish`, refused, reviewer).expect(200)) as { body: object };
    expect(body).toMatchObject({
      marketplaceStatus: 'REJECTED',
      marketplaceRejectionReason: 'Names a customer',
      marketplaceApprovedAt: null,
    });
    expect(events).toMatchObject([{ risk: 'medium', outcome: 'success', details: { reason: 'Names a customer' } }]);
    await post(`${path}/reject-publish`, refused, reviewer).expect(200);
    expect(events[1]).toMatchObject({ outcome: 'unchanged' });
    await post(`${path}/reject-publish`, { reason: 'another one' }, reviewer).expect(409);
    await post(`${path}/approve-publish`, {}, reviewer).expect(409);
  });

  it('are not those of the requester, nor those of a key of theirs', async () => {
    const path = await pending('prompt');
    const { apiKey } = await app.given.apiKey({ name: 'mine', permissions: ['marketplace:review'] });
    for (const send of [
      () => post(`${path}/approve-publish`),
      () => app.request('post', `${path}/approve-publish`).set('x-api-key', apiKey).send({}),
      () => post(`${path}/reject-publish`, { reason: 'no' }),
    ])
      expect((await send().expect(403)).body).toMatchObject({ code: 'prompts.publication_own_request' });
  });

  it('hold for the revision that the reviewer has read', async () => {
    const path = await pending('prompt');
    const { etag = '' } = (await app.request('get', path, reviewer).expect(200)).headers as { etag?: string };
    await post(`${path}/translations`, { languageCode: 'fr-FR', promptText: 'Salut' }).expect(201);
    await post(`${path}/request-publish`).expect(200);
    await post(`${path}/approve-publish`, {}, reviewer).set('if-match', etag).expect(412);
    await post(`${path}/approve-publish`, {}, reviewer).expect(200);
  });

  it('are asked for again when a translation of a published version changes', async () => {
    const path = await pending('prompt');
    await post(`${path}/approve-publish`, {}, reviewer).expect(200);
    events.length = 0;
    await post(`${path}/translations`, { languageCode: 'fr-FR', promptText: 'Salut' }).expect(201);
    const { body } = (await app.request('get', path, reviewer).expect(200)) as { body: object };
    expect(body).toMatchObject({ marketplaceStatus: 'PENDING_APPROVAL', marketplaceApproverId: null, marketplacePublishedAt: null });
    expect(events.map(({ action, details }) => ({ action, details }))).toMatchObject([
      { action: 'translation.create' },
      { action: 'version.request_publish', details: { changedTranslation: 'fr-FR' } },
    ]);
  });

  it('are for approvers of a closed project, and for nobody outside', async () => {
    await app.given.project('Closed');
    const [editor, approver, outsider] = [await app.userToken('user'), await app.userToken('user'), await app.userToken('user')];
    for (const [token, role] of [
      [editor, 'editor'],
      [approver, 'approver'],
    ] as const)
      await app
        .request('put', `/api/projects/closed/members/${idOf(token)}`, app.admin)
        .send({ role })
        .expect(200);
    const path = '/api/projects/closed/prompts/mail/versions/1.0.0';
    await post('/api/projects/closed/prompts', { name: 'Mail', promptText: 'Hi' }, editor).expect(201);
    await post(`${path}/request-publish`, {}, editor).expect(200);
    await post(`${path}/approve-publish`, {}, outsider).expect(404);
    await post(`${path}/approve-publish`, {}, editor).expect(403);
    await post(`${path}/approve-publish`, {}, approver).expect(200);
  });
});
