import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import supertest, { type Test } from 'supertest';
import { createProduct, type Product } from '#bootstrap/product';
import { startServer, type RunningServer } from '#bootstrap/server';
import type { Config } from '#platform/config/config.schema';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { loadKeys } from '#platform/config/keys';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { createLogger } from '#platform/observability/logger';
import { clientOf, type ApiClient } from './client';
import { Given } from './given';

export type Overrides = { readonly [K in keyof Config]?: Partial<Config[K]> };

export const ADMIN = { email: 'root@japm.test', password: 'correct horse battery' };

/** The real product on a database of its own: what `npm start` runs, on free ports and without a terminal. */
export interface TestingApp {
  readonly url: string;
  readonly metricsUrl: string;
  readonly product: Product;
  readonly dataDir: string;
  /** Token of the first administrator. */
  readonly admin: string;
  /** Makes what a test starts from. */
  readonly given: Given;
  /** A typed client with that token, or with the one of the first administrator. */
  client(token?: string): ApiClient;
  /** Any request, also one that the OpenAPI document does not allow. */
  request(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, token?: string): Test;
  /** A request with this body, as the administrator or with another token. */
  call(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object, token?: string): Test;
  /** A change of rows by hand, in a transaction of its own: outside of one it would become part of whatever the loops have open. */
  change(sql: string): Promise<void>;
  login(email: string, password: string): Promise<string>;
  /** A user with that role in the administrator's tenant, or in a fresh tenant where `role` is 'stranger'. */
  userToken(role: 'admin' | 'tenant_admin' | 'user' | 'prompt_consumer'): Promise<string>;
  /** Token of the administrator of another tenant. */
  strangerToken(): Promise<string>;
  stop(): Promise<void>;
}

function testConfig(dataDir: string, overrides: Overrides): Config {
  const settings = readSettings() as Record<string, object | string>;
  const base = { ...settings, dataDir, auth: { ...(settings.auth as object), adminEmail: ADMIN.email, adminPassword: ADMIN.password } };
  const merged = Object.entries(base).map(([section, values]) => {
    const more = overrides[section as keyof Config];
    return [section, typeof values === 'object' ? { ...values, ...(more as object | undefined) } : (more ?? values)] as const;
  });
  return parseConfig(Object.fromEntries(merged));
}

export async function startTestingApp(overrides: Overrides = {}): Promise<TestingApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'japm-test-'));
  const config = testConfig(dataDir, overrides);
  const product = createProduct(config, loadKeys(config), createLogger(config.log.level));
  const server: RunningServer = await startServer(product, new PrometheusExporter({ preventServerStart: true }));
  const url = `http://127.0.0.1:${server.apiPort ?? 0}`;
  let users = 0;

  const request: TestingApp['request'] = (method, path, token) => {
    const call = supertest(url)[method](path);
    return token === undefined ? call : call.set('authorization', `Bearer ${token}`);
  };
  const login = async (email: string, password: string): Promise<string> => {
    const { body } = (await request('post', '/api/auth/login').send({ email, password }).expect(200)) as { body: { access_token: string } };
    return body.access_token;
  };
  const admin = await login(ADMIN.email, ADMIN.password);

  return {
    url,
    metricsUrl: `http://127.0.0.1:${server.metricsPort}`,
    product,
    dataDir,
    admin,
    given: new Given(clientOf(url, admin)),
    client: (token = admin) => clientOf(url, token),
    request,
    change: async (sql) => {
      const unitOfWork = product.container.get(UnitOfWork) as TypeOrmUnitOfWork;
      await unitOfWork.maintain(() => unitOfWork.writer.query(sql));
    },
    call: (method, path, body, token = admin) => request(method, path, token).send(body),
    login,
    userToken: async (role) => {
      const email = `${role}-${(users += 1)}@japm.test`;
      await request('post', '/api/users', admin).send({ email, password: 'a long password', name: role, role }).expect(201);
      return login(email, 'a long password');
    },
    strangerToken: async () => {
      const email = `stranger-${(users += 1)}@other.test`;
      await request('post', '/api/tenants', admin)
        .send({ name: `Other ${users}`, initialAdminUser: { email, password: 'a long password' } })
        .expect(201);
      return login(email, 'a long password');
    },
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
