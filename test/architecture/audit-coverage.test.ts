import { OidcLinkRepository } from '#contexts/identity/oidc/application/oidc-link-repository.port';
import { linkIdOf } from '#contexts/identity/oidc/domain/oidc-link';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import Libsql from 'libsql';
import { createApp } from '#platform/http/app';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { declaredOperations } from '#platform/http/operation';
import { routesOf } from '#platform/http/tsoa/addressed-route';
import { AccessPolicy } from '#shared/access-policy.port';
import { PLATFORM_TENANT_ID, ROLES, systemActor } from '#shared/actor';
import type { AuditRule } from '#shared/audit';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { Ids } from '#shared/ids.port';
import { ModelProvider } from '../fakes/model-provider';
import { endpointsAt } from '../http/execution/execution-app';
import { startTestingApp, type TestingApp } from '../http/testing-app';

interface Operation {
  readonly operationId: string;
}
type Methods = Readonly<Record<string, Operation>>;

const generated = (file: string): string => readFileSync(join(__dirname, '../../src/platform/http/generated', file), 'utf8');
const document = JSON.parse(generated('openapi.json')) as { paths: Record<string, Methods> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/gu, ':$1'),
    ...operation,
  })),
);
/** POSTs that change nothing: they take their input in a body. */
const READING_POSTS = ['ServePrompt_base', 'ServePrompt_inLanguage', 'ResolvePrompt_resolve', 'ResolveBatch_resolve'];

describe('the audit coverage of the API', () => {
  let app: TestingApp;
  let provider: ModelProvider;
  let express: Express;
  let routes: ReturnType<typeof routesOf>;

  beforeAll(async () => {
    // Without a relay: what is written stays in the outbox, where it can be counted.
    provider = await ModelProvider.start();
    app = await startTestingApp({ roles: 'api' as never, auth: { register: true }, execution: endpointsAt(provider.url) });
    const { container, config, attempts, logger } = app.product;
    express = createApp({
      container,
      config: config.server,
      limits: config.limits,
      strategies: container.get(AuthenticationStrategies),
      attempts,
      ids: container.get(Ids),
      logger,
    });
    routes = routesOf(express).filter(({ path }) => operations.some((each) => each.path === path));
  });
  afterAll(async () => {
    await app.stop();
    await provider.stop();
  });

  it('has every operation of the document as a route, and every route in the document', () => {
    const ours = routesOf(express).filter(({ path }) => path !== '/' && !/docs|openapi/u.test(path));
    const named = (each: { method: string; path: string }): string => `${each.method} ${each.path}`;
    expect(ours.map(named).toSorted()).toEqual(operations.map(named).toSorted());
    expect(operations.length).toBeGreaterThan(50);
  });

  it('has a rule on every route', () => {
    expect(routes.filter(({ operation }) => operation === undefined).map(({ handler }) => handler)).toEqual([]);
  });

  it('names handlers as the document names operations', () => {
    for (const { method, path, handler } of routes) {
      const operation = operations.find((each) => each.method === method && each.path === path);
      expect(handler.replace('Controller_', '_')).toBe(operation?.operationId);
    }
  });

  it('records every route that changes something', () => {
    const silent = routes
      .filter(({ method, operation }) => method !== 'GET' && operation?.audit.risk === 'none')
      .map(({ handler }) => handler.replace('Controller_', '_'));
    expect(silent.toSorted()).toEqual(READING_POSTS.toSorted());
  });

  it('lets principals be a second old only where prompts are served', () => {
    const served = routes.filter(({ operation }) => operation?.serves);
    expect(served.map(({ handler }) => handler.replace('Controller_', '_')).toSorted()).toEqual(
      [...READING_POSTS, 'ResolvePrompt_template'].toSorted(),
    );
    expect(new Set(served.map(({ operation }) => operation?.audit.risk))).toEqual(new Set(['none']));
  });

  it('names actions after their resource, in one way', () => {
    for (const { audit } of declaredOperations().values()) {
      expect(audit.action).toMatch(new RegExp(`^${audit.resource}\\.[a-z_]+$`, 'u'));
      expect(audit.resource).toMatch(/^[a-z_]+$/u);
    }
  });

  it('asks for permissions that somebody has', () => {
    const policy = app.product.container.get(AccessPolicy);
    const asked = new Set([...declaredOperations().values()].flatMap(({ permission }) => permission ?? []));
    const orphans = [...asked].filter(
      (permission) => !ROLES.some((role) => policy.allows({ ...systemActor('test'), type: 'user', role }, permission)),
    );
    expect(orphans).toEqual([]);
    expect(asked.size).toBeGreaterThan(10);
  });

  describe('a change, made for real,', () => {
    interface Call {
      readonly operation: string;
      readonly action: string;
      /** Values of the path's parameters, in order. Here and in the body `<name>` is filled in from an earlier answer. */
      readonly at?: readonly string[];
      readonly body?: object;
      /** Whose token it is; the administrator's when it is not said. */
      readonly as?: string;
      /** Keeps fields of the answer, by the name they get. */
      readonly keep?: Readonly<Record<string, string>>;
      /** Makes what no operation makes. */
      readonly before?: () => Promise<void>;
    }
    const PASSWORD = 'a long password';
    const ISSUER = 'https://login.walk.test';
    const LINK = linkIdOf({ issuer: ISSUER });
    const respondsWithStructure = (): Promise<void> => {
      provider.usually({ does: 'answer', pieces: ['{"prompt":{"name":"Mail"},"version":{"promptText":"Hi"}}'] });
      return Promise.resolve();
    };
    const linked = (): Promise<void> =>
      app.product.container.get(UnitOfWork).maintain(() =>
        app.product.container.get(OidcLinkRepository).add({
          tenantId: PLATFORM_TENANT_ID,
          userId: kept.get('user') ?? '',
          issuer: ISSUER,
          subject: 'walker',
          createdAt: new Date(),
        }),
      );
    const login = (as: string, password = PASSWORD): Call => ({
      operation: 'Auth_login',
      action: 'session.login',
      body: { email: 'walker@japm.test', password },
      keep: { [as]: 'access_token', refresh: 'refresh_token' },
    });
    const version = (versionTag: string): Call => ({
      operation: 'Versions_create',
      action: 'version.create',
      at: ['walk', 'mail'],
      body: { versionTag, promptText: 'Hello', languageCode: 'en' },
    });
    const deployment = (name: string): Call => ({
      operation: 'Deployments_create',
      action: 'deployment.request',
      at: ['walk'],
      body: { name, environmentId: '<next>', items: [{ entityType: 'AI_MODEL', entityId: '<model>', versionTag: '1' }] },
      keep: { [name]: 'id' },
    });
    /** Every operation that changes something; in this order each finds what it needs. */
    /** An answer of ReleaseRules_replace as well, with an event of its own. */
    const proposed = async (): Promise<void> => {
      const path = `/api/projects/walk/environments/${kept.get('next') ?? ''}/rules`;
      const { body } = (await app.request('put', path, app.admin).send({}).expect(200)) as { body: { pending: { id: string } } };
      kept.set('change', body.pending.id);
    };
    const CALLS: readonly Call[] = [
      { operation: 'Dashboard_rebuild', action: 'dashboard.rebuild' },
      { operation: 'Projects_create', action: 'project.create', body: { name: 'Walk' } },
      { operation: 'Projects_update', action: 'project.update', at: ['walk'], body: { description: 'on foot' } },
      { operation: 'Environments_create', action: 'environment.create', at: ['walk'], body: { name: 'live' }, keep: { environment: 'id' } },
      { operation: 'Environments_update', action: 'environment.update', at: ['walk', '<environment>'], body: { description: 'x' } },
      {
        operation: 'Changes_apply',
        action: 'change_set.apply',
        at: ['walk'],
        body: { changes: [{ action: 'create', resource: 'prompt', body: { name: 'Changed', promptText: 'Hi' } }] },
      },
      { operation: 'Prompts_create', action: 'prompt.create', at: ['walk'], body: { name: 'Mail', promptText: 'Hi' } },
      {
        operation: 'Structures_load',
        action: 'prompt.create',
        at: ['walk'],
        body: {
          prompt: { name: 'Loaded' },
          version: { promptText: 'Hi {{asset:a}}' },
          assets: [{ key: 'a', value: 'x' }],
          tags: ['loaded'],
        },
      },
      { operation: 'Prompts_update', action: 'prompt.update', at: ['walk', 'mail'], body: { description: 'x' } },
      { operation: 'Prompts_replace', action: 'prompt.update', at: ['walk', 'mail'], body: { description: 'y' } },
      { operation: 'Documents_put', action: 'prompt_document.apply', at: ['walk', 'mail'], body: { prompt: { description: 'z' } } },
      version('1.1.0'),
      { operation: 'Versions_update', action: 'version.update', at: ['walk', 'mail', '1.1.0'], body: { promptText: 'Hello you' } },
      { operation: 'VersionStates_activate', action: 'version.activate', at: ['walk', 'mail', '1.1.0'] },
      { operation: 'Pointers_move', action: 'pointer.move', at: ['walk', '<environment>', 'mail'], body: { versionTag: '1.1.0' } },
      { operation: 'VersionStates_requestPublish', action: 'version.request_publish', at: ['walk', 'mail', '1.1.0'] },
      { operation: 'VersionStates_unpublish', action: 'version.unpublish', at: ['walk', 'mail', '1.1.0'] },
      { operation: 'Pointers_remove', action: 'pointer.remove', at: ['walk', '<environment>', 'mail'] },
      {
        operation: 'Translations_create',
        action: 'translation.create',
        at: ['walk', 'mail', '1.1.0'],
        body: { languageCode: 'fr-FR', promptText: 'Bonjour' },
      },
      {
        operation: 'Translations_update',
        action: 'translation.update',
        at: ['walk', 'mail', '1.1.0', 'fr-FR'],
        body: { promptText: 'Salut' },
      },
      { operation: 'Translations_confirm', action: 'translation.confirm', at: ['walk', 'mail', '1.1.0', 'fr-FR'] },
      { operation: 'Translations_delete', action: 'translation.delete', at: ['walk', 'mail', '1.1.0', 'fr-FR'] },
      version('1.2.0'),
      { operation: 'VersionStates_archive', action: 'version.archive', at: ['walk', 'mail', '1.2.0'] },
      { operation: 'VersionStates_restore', action: 'version.restore', at: ['walk', 'mail', '1.2.0'] },
      version('1.3.0'),
      { operation: 'Versions_delete', action: 'version.delete', at: ['walk', 'mail', '1.3.0'] },
      { operation: 'ApiKeys_create', action: 'api_key.create', body: { name: 'walker' }, keep: { key: 'id' } },
      { operation: 'ApiKeys_update', action: 'api_key.update', at: ['<key>'], body: { name: 'runner' } },
      { operation: 'ApiKeys_rotate', action: 'api_key.rotate', at: ['<key>'], body: { overlapSeconds: 0 } },
      { operation: 'ApiKeys_revoke', action: 'api_key.revoke', at: ['<key>'] },
      {
        operation: 'Users_create',
        action: 'user.create',
        body: { email: 'walker@japm.test', password: PASSWORD, name: 'W', role: 'user' },
        keep: { user: 'id' },
      },
      { operation: 'Users_update', action: 'user.update', at: ['<user>'], body: { name: 'Walker' } },
      { operation: 'Users_changeCredentials', action: 'user.credentials', at: ['<user>'], body: { password: 'another long password' } },
      { operation: 'Users_resetPassword', action: 'user.issue_reset', at: ['<user>'], keep: { reset: 'token' } },
      { operation: 'Passwords_reset', action: 'user.reset_password', body: { token: '<reset>', newPassword: PASSWORD } },
      login('walker'),
      { operation: 'Auth_refresh', action: 'session.refresh', body: { refresh_token: '<refresh>' } },
      { operation: 'Sessions_logout', action: 'session.logout', as: 'walker', body: {} },
      login('walker'),
      { operation: 'Sessions_end', action: 'session.end', as: 'walker', at: ['<walker session>'] },
      login('walker'),
      { operation: 'Sessions_logoutEverywhere', action: 'session.logout_everywhere', as: 'walker' },
      login('walker'),
      {
        operation: 'Passwords_change',
        action: 'user.password',
        as: 'walker',
        body: { currentPassword: PASSWORD, newPassword: 'yet another long password' },
      },
      { operation: 'OidcLinks_removeOfUser', action: 'oidc_link.remove', at: ['<user>', LINK], before: linked },
      login('walker', 'yet another long password'),
      { operation: 'OidcLinks_remove', action: 'oidc_link.remove', as: 'walker', at: [LINK], before: linked },
      { operation: 'Members_grant', action: 'member.grant', at: ['walk', '<user>'], body: { role: 'viewer' } },
      { operation: 'Members_revoke', action: 'member.revoke', at: ['walk', '<user>'] },
      { operation: 'Users_delete', action: 'user.delete', at: ['<user>'] },
      { operation: 'Auth_register', action: 'user.register', body: { email: 'guest@japm.test', password: PASSWORD, name: 'Guest' } },
      {
        operation: 'Tenants_create',
        action: 'tenant.create',
        body: { name: 'Walkers', initialAdminUser: { email: 'w@walkers.test', password: PASSWORD } },
        keep: { tenant: 'id' },
      },
      { operation: 'Tenants_update', action: 'tenant.update', at: ['<tenant>'], body: { name: 'Runners' } },
      { operation: 'Tenants_delete', action: 'tenant.delete', at: ['<tenant>'] },
      { operation: 'SystemPrompts_create', action: 'system_prompt.create', body: { name: 'brief', promptText: 'Be brief.' } },
      { operation: 'SystemPrompts_update', action: 'system_prompt.update', at: ['brief'], body: { category: 'style' } },
      { operation: 'SystemPrompts_delete', action: 'system_prompt.delete', at: ['brief'] },
      { operation: 'Environments_delete', action: 'environment.delete', at: ['walk', '<environment>'] },
      {
        operation: 'Users_create',
        action: 'user.create',
        body: { email: 'approver@japm.test', password: PASSWORD, name: 'Bo', role: 'admin' },
      },
      {
        operation: 'Auth_login',
        action: 'session.login',
        body: { email: 'approver@japm.test', password: PASSWORD },
        keep: { approver: 'access_token' },
      },
      { operation: 'Tags_create', action: 'tag.create', at: ['walk'], body: { name: 'core' }, keep: { tag: 'id' } },
      { operation: 'Tags_update', action: 'tag.update', at: ['walk', '<tag>'], body: { description: 'x' } },
      { operation: 'Tags_delete', action: 'tag.delete', at: ['walk', '<tag>'] },
      {
        operation: 'AiModels_create',
        action: 'ai_model.create',
        at: ['walk'],
        body: { name: 'sonnet', provider: 'OpenAI' },
        keep: { model: 'id' },
      },
      {
        operation: 'AiModels_create',
        action: 'ai_model.create',
        at: ['walk'],
        body: { name: 'gpt-4o' },
      },
      {
        operation: 'GenerateStructure_generate',
        action: 'execution.run',
        at: ['walk'],
        body: { userPrompt: 'A mail' },
        before: respondsWithStructure,
      },
      {
        operation: 'RawExecution_execute',
        action: 'execution.run',
        body: { aiModelId: '<model>', systemPromptName: 'prompt-improver', userText: 'Hi' },
      },
      { operation: 'LlmExecution_execute', action: 'execution.run', body: { modelId: '<model>', promptText: 'Hi' } },
      { operation: 'AiModels_update', action: 'ai_model.update', at: ['walk', '<model>'], body: { temperature: 0.5 } },
      { operation: 'Environments_create', action: 'environment.create', at: ['walk'], body: { name: 'next' }, keep: { next: 'id' } },
      {
        operation: 'ReleaseRules_replace',
        action: 'release_rules.replace',
        at: ['walk', '<next>'],
        body: {
          freezeWindows: [{ from: '2020-01-01T00:00', to: '2020-01-02T00:00', timeZone: 'UTC', reason: 'x' }],
          changesNeedApproval: true,
        },
      },
      {
        operation: 'ReleaseRules_discard',
        action: 'release_rules.discard',
        at: ['walk', '<next>'],
        body: { changeId: '<change>' },
        before: proposed,
      },
      {
        operation: 'ReleaseRules_confirm',
        action: 'release_rules.confirm',
        as: 'approver',
        at: ['walk', '<next>'],
        body: { changeId: '<change>' },
        before: proposed,
      },
      deployment('unwanted'),
      { operation: 'Deployments_cancel', action: 'deployment.cancel', at: ['walk', '<unwanted>'], body: { reason: 'x' } },
      deployment('bad'),
      { operation: 'Deployments_reject', action: 'deployment.reject', at: ['walk', '<bad>'], body: { reason: 'x' } },
      deployment('first'),
      { operation: 'Deployments_approve', action: 'deployment.approve', as: 'approver', at: ['walk', '<first>'] },
      { operation: 'Deployments_deploy', action: 'deployment.deploy', at: ['walk', '<first>'] },
      deployment('second'),
      { operation: 'Deployments_approve', action: 'deployment.approve', as: 'approver', at: ['walk', '<second>'] },
      { operation: 'Deployments_deploy', action: 'deployment.deploy', at: ['walk', '<second>'] },
      {
        operation: 'Deployments_rollback',
        action: 'deployment.rollback',
        at: ['walk', '<second>'],
        body: { rollbackToDeploymentId: '<first>' },
      },
      { operation: 'AiModels_delete', action: 'ai_model.delete', at: ['walk', '<model>'] },
      { operation: 'Regions_create', action: 'region.create', at: ['walk'], body: { languageCode: 'es-MX', name: 'Mexico' } },
      { operation: 'Regions_update', action: 'region.update', at: ['walk', 'es-MX'], body: { notes: 'x' } },
      { operation: 'CulturalData_create', action: 'cultural_data.create', at: ['walk'], body: { key: 'greeting', regionId: 'es-MX' } },
      { operation: 'CulturalData_update', action: 'cultural_data.update', at: ['walk', 'greeting'], body: { style: 'formal' } },
      { operation: 'CulturalData_delete', action: 'cultural_data.delete', at: ['walk', 'greeting'] },
      {
        operation: 'RagDocuments_create',
        action: 'rag_document.create',
        at: ['walk'],
        body: { documentName: 'law' },
        keep: { document: 'id' },
      },
      { operation: 'RagDocuments_update', action: 'rag_document.update', at: ['walk', '<document>'], body: { category: 'x' } },
      { operation: 'RagDocuments_delete', action: 'rag_document.delete', at: ['walk', '<document>'] },
      { operation: 'VersionStates_requestPublish', action: 'version.request_publish', at: ['walk', 'mail', '1.0.0'] },
      {
        operation: 'VersionReviews_rejectPublish',
        action: 'version.reject_publish',
        as: 'approver',
        at: ['walk', 'mail', '1.0.0'],
        body: { reason: 'x' },
      },
      { operation: 'VersionStates_requestPublish', action: 'version.request_publish', at: ['walk', 'mail', '1.0.0'] },
      { operation: 'VersionReviews_approvePublish', action: 'version.approve_publish', as: 'approver', at: ['walk', 'mail', '1.0.0'] },
      {
        operation: 'Copies_copyPublished',
        action: 'publication.copy',
        at: ['walk'],
        body: { source: { projectId: 'walk', promptId: 'mail', versionTag: '1.0.0' }, slug: 'copied' },
      },
      { operation: 'Prompts_delete', action: 'prompt.delete', at: ['walk', 'copied'] },
      {
        operation: 'Assets_create',
        action: 'asset.create',
        at: ['walk', 'mail'],
        body: { key: 'sign', name: 'Signature', initialValue: 'Yours', initialTranslations: [{ languageCode: 'fr', value: 'Salut' }] },
      },
      { operation: 'Assets_update', action: 'asset.update', at: ['walk', 'mail', 'sign'], body: { enabled: false } },
      {
        operation: 'AssetVersions_create',
        action: 'asset_version.create',
        at: ['walk', 'mail', 'sign'],
        body: { versionTag: 'next', value: 'Best', languageCode: 'en' },
      },
      { operation: 'AssetVersions_update', action: 'asset_version.update', at: ['walk', 'mail', 'sign', 'next'], body: { value: 'Bye' } },
      { operation: 'AssetVersionStates_activate', action: 'asset_version.activate', at: ['walk', 'mail', 'sign', 'next'] },
      { operation: 'AssetVersionStates_archive', action: 'asset_version.archive', at: ['walk', 'mail', 'sign', 'next'] },
      { operation: 'AssetVersionStates_restore', action: 'asset_version.restore', at: ['walk', 'mail', 'sign', 'next'] },
      { operation: 'AssetVersionStates_publish', action: 'asset_version.request_publish', at: ['walk', 'mail', 'sign', 'next'] },
      { operation: 'AssetVersionStates_unpublish', action: 'asset_version.unpublish', at: ['walk', 'mail', 'sign', 'next'] },
      {
        operation: 'AssetVersionStates_requestPublish',
        action: 'asset_version.request_publish',
        at: ['walk', 'mail', 'sign', 'next'],
      },
      {
        operation: 'AssetVersionReviews_rejectPublish',
        action: 'asset_version.reject_publish',
        as: 'approver',
        at: ['walk', 'mail', 'sign', 'next'],
        body: { reason: 'x' },
      },
      { operation: 'AssetVersionStates_publish', action: 'asset_version.request_publish', at: ['walk', 'mail', 'sign', 'next'] },
      {
        operation: 'AssetVersionReviews_approvePublish',
        action: 'asset_version.approve_publish',
        as: 'approver',
        at: ['walk', 'mail', 'sign', 'next'],
      },
      { operation: 'AssetVersionStates_unpublish', action: 'asset_version.unpublish', at: ['walk', 'mail', 'sign', 'next'] },
      {
        operation: 'AssetTranslations_create',
        action: 'asset_translation.create',
        at: ['walk', 'mail', 'sign', 'next'],
        body: { languageCode: 'fr-FR', value: 'Salut' },
      },
      {
        operation: 'AssetTranslations_update',
        action: 'asset_translation.update',
        at: ['walk', 'mail', 'sign', 'next', 'fr-FR'],
        body: { value: 'Adieu' },
      },
      { operation: 'AssetTranslations_confirm', action: 'asset_translation.confirm', at: ['walk', 'mail', 'sign', 'next', 'fr-FR'] },
      { operation: 'AssetTranslations_delete', action: 'asset_translation.delete', at: ['walk', 'mail', 'sign', 'next', 'fr-FR'] },
      { operation: 'AssetVersions_delete', action: 'asset_version.delete', at: ['walk', 'mail', 'sign', 'next'] },
      { operation: 'Assets_delete', action: 'asset.delete', at: ['walk', 'mail', 'sign'] },
      { operation: 'Regions_delete', action: 'region.delete', at: ['walk', 'es-MX'] },
      { operation: 'Backups_create', action: 'backup.create', at: ['walk', 'mail'], body: { deletionReason: 'x' } },
      { operation: 'Prompts_delete', action: 'prompt.delete', at: ['walk', 'mail'] },
      { operation: 'Prompts_delete', action: 'prompt.delete', at: ['walk', 'loaded'] },
      { operation: 'Projects_create', action: 'project.create', body: { name: 'Gone' } },
      { operation: 'Projects_delete', action: 'project.delete', at: ['gone'] },
    ];
    const kept = new Map<string, string>();
    const filled = (text: string): string => text.replaceAll(/<([\w ]+)>/gu, (_all, name: string) => kept.get(name) ?? `no ${name}`);

    /** The request of a call; to be asked anew for each time that it is sent. */
    function request({ operation, at = [], body, as }: Call): ReturnType<TestingApp['request']> {
      const { method, path } = operations.find(({ operationId }) => operationId === operation) ?? { method: '', path: '' };
      const values = at.map(filled);
      const url = path.replaceAll(/:\w+/gu, () => encodeURIComponent(values.shift() ?? ''));
      const token = as === undefined ? app.admin : kept.get(as);
      const sent = app.request(method.toLowerCase() as 'post', url, token);
      return body ? sent.send(JSON.parse(filled(JSON.stringify(body))) as object) : sent;
    }

    function keep({ keep: fields = {} }: Call, answer: object): void {
      for (const [name, field] of Object.entries(fields)) {
        const value = String((answer as Record<string, unknown>)[field]);
        kept.set(name, value);
        if (field === 'access_token') kept.set(`${name} session`, sessionOf(value));
      }
    }
    const sessionOf = (token: string): string =>
      (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;

    const outbox = async (): Promise<AuditRule[]> => {
      const rows = await app.product.database.reader.query<{ payload: ArrayBuffer }[]>('SELECT payload FROM audit_outbox ORDER BY id');
      return rows.map(({ payload }) => {
        const { action, risk, resource } = JSON.parse(Buffer.from(payload).toString()) as AuditEnvelope;
        return { action, resource: resource.type, risk };
      });
    };
    const contents = async (): Promise<string> => {
      const { reader } = app.product.database;
      const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
      const tables = (await reader.query<{ name: string }[]>(named)).map((each) => each.name);
      const rows = await Promise.all(tables.map((name) => reader.query<unknown>(`SELECT * FROM "${name}"`)));
      return JSON.stringify(rows, (_key, value: unknown) => (value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value));
    };
    function byHand(sql: string): void {
      const db = new Libsql(app.product.database.file ?? '');
      db.exec(sql);
      db.close();
    }

    it('is made here for every operation that is no read', () => {
      const mutating = operations.filter(({ method, operationId }) => method !== 'GET' && !READING_POSTS.includes(operationId));
      expect([...new Set(CALLS.map(({ operation }) => operation))].toSorted()).toEqual(
        mutating.map(({ operationId }) => operationId).toSorted(),
      );
    });

    it('adds its event, by the whole rule and in its own transaction: where the event cannot be written nothing is', async () => {
      for (const call of CALLS) {
        const { operation, action } = call;
        await call.before?.();
        const rule = declaredOperations().get(operation)?.audit;
        expect([operation, rule?.action]).toEqual([operation, action]);

        byHand("CREATE TRIGGER no_events BEFORE INSERT ON audit_outbox BEGIN SELECT RAISE(ABORT, 'no events'); END");
        const before = await contents();
        expect([operation, (await request(call)).status]).toEqual([operation, 500]);
        expect(await contents()).toBe(before);
        byHand('DROP TRIGGER no_events');

        const count = (await outbox()).length;
        const response = await request(call);
        expect([operation, response.status < 300]).toEqual([operation, true]);
        expect((await outbox()).slice(count)).toContainEqual(rule);
        keep(call, response.body as object);
      }
    }, 60_000);
  });
});
