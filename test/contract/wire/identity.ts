import { z } from 'zod';
import { ADMIN } from '../../http/testing-app';
import { ApiKey, CreatedApiKey, Health, Message, Setup, Tenant, Token, User } from './shapes';
import { bad, good, type Row } from './table';

const PASSWORD = 'a long password';
const NOBODY = '00000000-0000-7000-8000-00000000dead';
const ANN = { email: 'Ann@acme.test', password: PASSWORD, name: 'Ann' };
const TENANT = { name: 'Acme', initialAdminUser: { email: 'boss@acme.test', password: PASSWORD } };

/** Section 2 of the wire contract, and 5.6. */
export const IDENTITY: readonly Row[] = [
  good('GET /health', 200, Health, { as: 'nobody' }),

  good('POST /api/auth/register', 201, User, { as: 'nobody', body: ANN, says: { role: 'user' }, keeps: { ann: 'id' } }),
  bad('POST /api/auth/register', 'e-mail taken in another case', 409, {
    as: 'nobody',
    body: { ...ANN, email: 'ann@ACME.test' },
    message: 'already exists',
  }),
  bad('POST /api/auth/register', 'short password', 400, { as: 'nobody', body: { ...ANN, password: 'short' } }),
  good('POST /api/auth/login', 200, Token, { as: 'nobody', body: ADMIN }),
  bad('POST /api/auth/login', 'wrong password', 401, {
    as: 'nobody',
    body: { ...ADMIN, password: 'wrong' },
    message: 'Invalid credentials',
  }),
  bad('POST /api/auth/login', 'unknown e-mail', 401, {
    as: 'nobody',
    body: { ...ADMIN, email: 'x@y.test' },
    message: 'Invalid credentials',
  }),
  good('GET /api/auth/profile', 200, User, { says: { email: ADMIN.email, role: 'admin' }, keeps: { me: 'id', myTenant: 'tenantId' } }),
  bad('GET /api/auth/profile', 'no credentials', 401, { as: 'nobody' }),
  good('GET /api/auth/initial_setup_check', 200, Setup, { as: 'nobody', says: { exists: false } }),

  good('GET /api/admin-check', 200, Message),
  bad('GET /api/admin-check', 'another role', 403, { as: 'tenant_admin' }),
  good('GET /api/tenant-admin-check', 200, Message, { as: 'tenant_admin' }),
  bad('GET /api/tenant-admin-check', 'another role', 403),
  good('GET /api/user-check', 200, Message, { as: 'user' }),
  bad('GET /api/user-check', 'another role', 403),
  good('GET /api/any-authenticated-check', 200, Message, { as: 'prompt_consumer' }),
  bad('GET /api/any-authenticated-check', 'no credentials', 401, { as: 'nobody' }),

  good('POST /api/api-keys', 201, CreatedApiKey, { body: { name: 'ci' }, keeps: { id: 'id' } }),
  bad('POST /api/api-keys', 'no name', 400, { body: {} }),
  good('GET /api/api-keys', 200, z.array(ApiKey)),
  bad('GET /api/api-keys', 'no credentials', 401, { as: 'nobody' }),
  good('GET /api/api-keys/{id}', 200, ApiKey, { says: { name: 'ci' } }),
  bad('GET /api/api-keys/{id}', "somebody else's", 404, { as: 'user' }),
  good('PATCH /api/api-keys/{id}', 200, ApiKey, { body: { name: 'deploy', expiresAt: null }, says: { name: 'deploy' } }),
  bad('PATCH /api/api-keys/{id}', "somebody else's", 404, { as: 'user', body: { name: 'x' } }),
  good('DELETE /api/api-keys/{id}', 200, ApiKey, { says: { revoked: true } }),
  bad('DELETE /api/api-keys/{id}', 'unknown', 404, { at: { id: NOBODY } }),

  good('POST /api/users', 201, User, {
    body: { email: 'bo@acme.test', password: PASSWORD },
    says: { role: 'user', name: '' },
    keeps: { id: 'id' },
  }),
  bad('POST /api/users', 'e-mail taken', 409, { body: { email: 'BO@acme.test', password: PASSWORD }, message: 'already exists' }),
  bad('POST /api/users', 'unknown role', 400, { body: { email: 'c@acme.test', password: PASSWORD, role: 'god' } }),
  bad('POST /api/users', 'tenant of another form', 400, {
    as: 'tenant_admin',
    body: { email: 'c@acme.test', password: PASSWORD, tenantId: 'acme' },
  }),
  bad('POST /api/users', 'unknown tenant', 404, {
    as: 'tenant_admin',
    body: { email: 'c@acme.test', password: PASSWORD, tenantId: NOBODY },
  }),
  bad('POST /api/users', "another tenant by one who is no platform's tenant_admin", 403, {
    body: { email: 'c@acme.test', password: PASSWORD, tenantId: NOBODY },
  }),
  bad('POST /api/users', 'plain user', 403, { as: 'user', body: { email: 'c@acme.test', password: PASSWORD } }),
  good('GET /api/users', 200, z.array(User)),
  bad('GET /api/users', 'plain user', 403, { as: 'user' }),
  good('GET /api/users', 200, z.array(User), { what: 'empty query value means nothing', query: 'tenantId=' }),
  good('GET /api/users/{id}', 200, User),
  bad('GET /api/users/{id}', "another tenant's", 404, { as: 'stranger' }),
  good('PATCH /api/users/{id}', 200, User, { body: { name: 'Bo', tenantId: '{myTenant}' }, says: { name: 'Bo' } }),
  bad('PATCH /api/users/{id}', 'e-mail taken', 409, { body: { email: 'ann@acme.test' }, message: 'already exists' }),
  bad('PATCH /api/users/{id}', "another tenant's", 404, { as: 'stranger', body: { name: 'x' } }),
  good('PATCH /api/users/{id}/credentials', 200, User, { body: { email: 'bob@acme.test' }, says: { email: 'bob@acme.test' } }),
  bad('PATCH /api/users/{id}/credentials', 'not an admin', 403, { as: 'tenant_admin', body: { email: 'x@acme.test' } }),
  bad('DELETE /api/users/{id}', 'own account', 409, { at: { id: '{me}' } }),
  good('DELETE /api/users/{id}', 200, User, { says: { email: 'bob@acme.test' } }),
  bad('DELETE /api/users/{id}', 'unknown', 404),

  good('POST /api/tenants', 201, Tenant, {
    body: TENANT,
    says: { name: 'Acme', marketplaceRequiresApproval: true },
    keeps: { tenantId: 'id' },
  }),
  bad('POST /api/tenants', 'name taken', 409, {
    body: { ...TENANT, initialAdminUser: { ...TENANT.initialAdminUser, email: 'z@acme.test' } },
    message: 'already exists',
  }),
  bad('POST /api/tenants', 'e-mail taken', 409, { body: { ...TENANT, name: 'Other' }, message: 'already exists' }),
  bad('POST /api/tenants', 'no administrator', 400, { body: { name: 'Other' } }),
  bad('POST /api/tenants', 'administrator of another tenant', 403, { as: 'stranger', body: { ...TENANT, name: 'Other' } }),
  good('GET /api/tenants', 200, z.array(Tenant).min(2)),
  bad('GET /api/tenants', 'plain user', 403, { as: 'user' }),
  good('GET /api/tenants', 200, z.array(Tenant).length(1), { what: 'his own for others', as: 'stranger' }),
  good('GET /api/tenants/{tenantId}', 200, Tenant),
  good('GET /api/tenants/{tenantId}', 200, Tenant, { what: 'by the word for the platform', at: { tenantId: 'default-tenant' } }),
  bad('GET /api/tenants/{tenantId}', 'another form', 400, { at: { tenantId: 'acme' } }),
  bad('GET /api/tenants/{tenantId}', "another tenant's", 404, { as: 'stranger' }),
  good('PATCH /api/tenants/{tenantId}', 200, Tenant, {
    body: { ...TENANT, name: 'Acme 2', marketplaceRequiresApproval: false },
    says: { name: 'Acme 2', marketplaceRequiresApproval: false },
  }),
  bad('PATCH /api/tenants/{tenantId}', 'name taken', 409, {
    at: { tenantId: 'default-tenant' },
    body: { name: 'Acme 2' },
    message: 'already exists',
  }),
  bad('DELETE /api/tenants/{tenantId}', "the platform's", 409, { at: { tenantId: 'default-tenant' } }),
  bad('DELETE /api/tenants/{tenantId}', 'administrator of another tenant', 403, { as: 'stranger' }),
  good('DELETE /api/tenants/{tenantId}', 200, Tenant, { says: { name: 'Acme 2' } }),
  bad('DELETE /api/tenants/{tenantId}', 'gone', 404),
];
