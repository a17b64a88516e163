import fc from 'fast-check';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from './testing-app';

interface Version {
  readonly promptText: string;
  readonly translations: readonly { readonly languageCode: string }[];
}
interface Detail {
  readonly versions: readonly Version[];
  readonly copiedFrom: object | null;
}

const TEXT =
  'Dear {{who}}, {{asset:sign}} {{asset:sign:2.0.0}} {{asset:off}} {{asset:none}} {{prompt:part}} {{prompt: part:1.0.0 }} {{lit}}';

describe('copies of published versions over HTTP', () => {
  let app: TestingApp;
  let outsider: string;
  let used = 0;
  const events: AuditEnvelope[] = [];
  const closed = '/api/projects/closed/prompts';

  const call = async (method: 'get' | 'post' | 'patch' | 'delete' | 'put', path: string, body?: object, token = app.admin) => {
    const answer = await app.request(method, path, token).send(body);
    return { status: answer.status, body: answer.body as unknown };
  };
  const must = async <T = unknown>(...args: Parameters<typeof call>): Promise<T> => {
    const answer = await call(...args);
    if (answer.status >= 300) throw new Error(`${args[0]} ${args[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  const copy = (promptId: string, more: object = {}, token = outsider, versionTag = '1.0.0') =>
    call('post', '/api/projects/open/prompts/copy-published', { source: { projectId: 'closed', promptId, versionTag }, ...more }, token);
  const resolved = async (project: string, prompt: string, languageCode: string): Promise<unknown> => {
    const path = `/api/serve-prompt/execute/${project}/${prompt}/latest/base?languageCode=${languageCode}`;
    const { status, body } = await call('post', path, { variables: { who: 'Bo' } });
    return [status, (body as { processedPrompt?: string }).processedPrompt];
  };
  const translation = (languageCode: string, promptText: string) => ({ languageCode, promptText });

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((committed) => events.push(...committed));
    outsider = await app.userToken('user');
    const { tenantId, id } = await must<{ tenantId: string; id: string }>('get', '/api/auth/profile');
    await must('patch', `/api/tenants/${tenantId}`, { marketplaceRequiresApproval: false });
    for (const name of ['Closed', 'Open']) await app.given.project(name);
    await must('put', `/api/projects/closed/members/${id}`, { role: 'admin' });
    await app.given.prompt('closed', { name: 'Part', promptText: 'part' });
    const initialTranslations = [translation('fr-FR', 'Cher {{who}} {{asset:sign}} {{prompt:part}}'), translation('de-DE', 'Hallo')];
    await app.given.prompt('closed', { name: 'Mail', promptText: TEXT, literals: ['lit'], initialTranslations });
    for (const key of ['sign', 'off', 'unused']) await must('post', `${closed}/mail/assets`, { key, name: key, initialValue: `${key} 1` });
    const draft = {
      versionTag: '2.0.0',
      value: 'two {{prompt:part}}',
      languageCode: 'en-US',
      translations: [{ languageCode: 'fr-FR', value: 'deux' }],
    };
    await must('post', `${closed}/mail/assets/sign/versions`, draft);
    await must('post', `${closed}/mail/assets/sign/versions`, { ...draft, versionTag: '3.0.0', value: 'secret' });
    await must('patch', `${closed}/mail/assets/off`, { enabled: false });
    await app.given.version(
      { projectId: 'closed', promptId: 'mail' },
      { versionTag: '2.0.0', promptText: 'secret', languageCode: 'en-US' },
    );
    await app.given.prompt('closed', { name: 'Plain', promptText: 'Dear {{who}}, {{asset:sign}}' });
    await must('post', `${closed}/plain/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' });
    for (const prompt of ['mail', 'plain']) await must('post', `${closed}/${prompt}/versions/1.0.0/request-publish`);
  }, 60_000);
  afterAll(() => app.stop());

  it('bring a text to somebody who may not read its project, with provenance and an event on both ends', async () => {
    events.length = 0;
    const { status, body } = await copy('plain', { slug: 'ours' });
    expect([status, body]).toMatchObject([
      201,
      { id: 'ours', versionTag: '1.0.0', copiedFrom: { projectId: 'closed', promptId: 'plain' } },
    ]);
    const detail = await must<Detail>('get', '/api/projects/open/prompts/ours', undefined, outsider);
    expect(detail.copiedFrom).toMatchObject({ projectId: 'closed', promptId: 'plain', versionTag: '1.0.0' });
    const [first, second] = events.filter(({ action }) => action.startsWith('publication.'));
    expect(first).toMatchObject({ action: 'publication.copy', resource: { id: 'open/ours' }, details: { sourceProject: 'closed' } });
    expect(second).toMatchObject({ action: 'publication.copied', resource: { id: 'closed/plain/1.0.0' } });
    expect(second?.details.copyId).toBe(first?.details.copyId);
    expect(JSON.stringify(second)).not.toContain('open');
    expect((await call('get', `${closed}/plain`, undefined, outsider)).status).toBe(404);
    const listed = await must<{ copies: number }[]>('get', '/api/marketplace/prompts?search=plain', undefined, outsider);
    expect(listed.map(({ copies }) => copies)).toEqual([1]);
    await must('delete', '/api/projects/open/prompts/ours');
    expect(await must('get', '/api/marketplace/counts')).toMatchObject({ copies: 0 });
  });

  it('resolve to the same text in every language, and hold no version that the text does not show', async () => {
    const { status } = await copy('mail', { slug: 'whole' }, app.admin);
    expect(status).toBe(201);
    for (const language of ['en-US', 'fr-FR', 'de-DE', 'it-IT']) {
      const [source, target] = [await resolved('closed', 'mail', language), await resolved('open', 'whole', language)];
      // The source serves its newest active version, which is the published one.
      expect([language, target]).toEqual([language, source]);
    }
    const assets = await must<{ key: string; versions: { versionTag: string }[] }[]>('get', '/api/projects/open/prompts/whole/assets');
    expect(assets.map(({ key, versions }) => [key, versions.map(({ versionTag }) => versionTag)])).toEqual([['sign', ['2.0.0', '1.0.0']]]);
    const detail = await must<Detail>('get', '/api/projects/open/prompts/whole');
    expect(JSON.stringify([detail, assets])).not.toContain('secret');
    expect(detail.versions).toHaveLength(1);
  });

  it('are refused where the text refers to prompts that the caller may not read', async () => {
    const { status, body } = await copy('mail', { slug: 'refused' });
    expect([status, body]).toMatchObject([409, { code: 'prompts.copy_refers_elsewhere' }]);
    expect((await call('get', '/api/projects/open/prompts/refused')).status).toBe(404);
  });

  it('are not found where nothing is published: no such project, prompt or version, a draft, another tenant, or taken off meanwhile', async () => {
    const stranger = await app.strangerToken();
    await must('post', '/api/projects', { name: 'Open' }, stranger);
    const answers = [
      await copy('mail', {}, outsider, '2.0.0'),
      await copy('part'),
      await copy('nothing'),
      await copy('plain', {}, outsider, '9.9.9'),
      await copy('plain', {}, stranger),
    ];
    await must('post', `${closed}/plain/versions/1.0.0/unpublish`);
    answers.push(await copy('plain'));
    await must('post', `${closed}/plain/versions/1.0.0/request-publish`);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it('overwrite no prompt, and need the permissions of the project that gets them', async () => {
    expect((await copy('plain', { slug: 'taken' })).status).toBe(201);
    expect((await copy('plain', { slug: 'taken' })).status).toBe(409);
    expect((await copy('plain', { slug: 'Not A Slug' })).status).toBe(400);
    const body = { source: { projectId: 'closed', promptId: 'plain', versionTag: '1.0.0' }, slug: 'back' };
    expect((await call('post', `${closed}/copy-published`, body, outsider)).status).toBe(404);
    const { apiKey } = await app.given.apiKey({ name: 'narrow', permissions: ['prompt:write', 'marketplace:read'], projects: ['open'] });
    await app.request('post', '/api/projects/open/prompts/copy-published').set('x-api-key', apiKey).send(body).expect(403);
  });

  it('resolve as their sources do, whatever the texts are', async () => {
    const piece = fc.constantFrom(
      '{{who}}',
      '{{variable:who}}',
      '{{asset:a}}',
      '{{asset:a:2}}',
      '{{asset:b:x}}',
      '{{prompt:part}}',
      '{{ prompt:closed/part:1.0.0 }}',
      '{{prompt:part:latest}}',
      '{{prompt:closed/part}}',
      '{{',
      '}}',
      ' x ',
      'é',
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(' '));
    const literals = fc.subarray(['who', 'asset:a', 'prompt:part', 'prompt:closed/part']);
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(text, text, text, text),
        literals,
        fc.subarray(['archive', 'activate', 'off']),
        async (texts, asText, moves) => {
          const slug = `any-${(used += 1)}`;
          const [own, french, first, second] = texts;
          const initialTranslations = [translation('fr-FR', french)];
          await must('post', closed, { name: slug, promptText: own, activate: true, literals: asText, initialTranslations });
          await must('post', `${closed}/${slug}/assets`, { key: 'a', name: 'A', initialValue: first });
          await must('post', `${closed}/${slug}/assets/a/versions`, { versionTag: '2', value: second, languageCode: 'en-US' });
          await must('post', `${closed}/${slug}/assets`, { key: 'b', name: 'B', initialValue: second });
          if (moves.includes('archive')) await must('post', `${closed}/${slug}/assets/a/versions/1.0.0/archive`);
          if (moves.includes('activate')) await must('post', `${closed}/${slug}/assets/a/versions/2/activate`);
          if (moves.includes('off')) await must('patch', `${closed}/${slug}/assets/b`, { enabled: false });
          await must('post', `${closed}/${slug}/versions/1.0.0/request-publish`);
          const { status, body } = await copy(slug, {}, app.admin);
          expect([status, body]).toMatchObject([201, {}]);
          for (const language of ['en-US', 'fr-FR'])
            expect(await resolved('open', slug, language)).toEqual(await resolved('closed', slug, language));
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
