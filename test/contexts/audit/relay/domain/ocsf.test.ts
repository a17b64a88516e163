import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { AuditEnvelope } from '#shared/audit-envelope';
import type { Outcome, Risk } from '#shared/audit';
import { recordOf } from '#contexts/audit/log/domain/log-record';
import { AUDIT_EVENT_SCHEMA } from '#contexts/audit/relay/domain/audit-event.schema';
import { type OcsfEvent, ocsfOf, type PersonalDataForm } from '#contexts/audit/relay/domain/ocsf';
import { activityOf } from '#contexts/audit/relay/domain/ocsf-activity';
import { countingSalt, envelope, jobEnvelope, TENANT, TRACE_ID } from '../../envelopes';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);

/** Generated from OCSF 1.8.0 by ocsf-json-schema 1.2.0, without profiles. */
const ocsfClass = (uid: number): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(join(__dirname, `../../../../fixtures/ocsf/ocsf-${uid.toString()}.schema.json`), 'utf8')) as object);
const classes = new Map([6003, 3003, 3002, 3001].map((uid) => [uid, ocsfClass(uid)]));
const published = ajv.compile(AUDIT_EVENT_SCHEMA);

function valueOf(given: AuditEnvelope, form: PersonalDataForm = 'commitment'): OcsfEvent {
  const record = recordOf(given, { seq: 41, tenantSeq: 7 }, countingSalt());
  return JSON.parse(JSON.stringify(ocsfOf(record.canonical, record.personal, form))) as OcsfEvent;
}

function faultsOf(value: OcsfEvent): unknown[] {
  const validate = classes.get(value.class_uid as number);
  if (validate === undefined) return ['unknown class'];
  validate(value);
  published(value);
  return [...(validate.errors ?? []), ...(published.errors ?? [])];
}

const ACTIONS = [
  'environment.create',
  'audit_event.search',
  'prompt.update',
  'api_key.revoke',
  'version.ponder',
  'session.login',
  'session.refresh',
  'session.lockout',
  'api_key.create',
  'member.grant',
  'oidc_link.create',
  'oidc_link.remove',
  'api_key.restore',
];
const USER_ACTIONS = ['user.create', 'user.update', 'user.list', 'user.change-password'];
const OUTCOMES: Outcome[] = ['success', 'unchanged', 'denied', 'rejected', 'failed'];
const FORMS: PersonalDataForm[] = ['commitment', 'clear'];

describe('the OCSF form of an event', () => {
  const cases = [...ACTIONS, ...USER_ACTIONS].flatMap((action) =>
    OUTCOMES.flatMap((outcome) => FORMS.map((form) => [action, outcome, form] as const)),
  );

  it.each(cases)('is valid OCSF 1.8 and as we publish it: %s, %s, %s', (action, outcome, form) => {
    expect(faultsOf(valueOf(envelope(1, { action, outcome }), form))).toEqual([]);
    expect(faultsOf(valueOf({ ...jobEnvelope(1), action, outcome }, form))).toEqual([]);
  });

  it('would be refused with a wrong class, an unknown member or without an actor', () => {
    const value = valueOf(envelope(1));
    const { actor: _, ...withoutActor } = value;
    for (const wrong of [withoutActor, { ...value, type_uid: 1 }, { ...value, surprise: 1 }]) {
      expect(classes.get(6003)?.(wrong)).toBe(false);
    }
    for (const wrong of [withoutActor, { ...value, surprise: 1 }, { ...value, api: undefined }, { ...value, category_uid: 3 }]) {
      expect(published(JSON.parse(JSON.stringify(wrong)))).toBe(false);
    }
  });

  it('says what happened, to what, when and how it ended', () => {
    const given = envelope(1);
    expect(valueOf({ ...given, timeUs: given.timeUs + 1_999 })).toMatchObject({
      class_uid: 6003,
      activity_id: 1,
      type_uid: 600301,
      type_name: 'API Activity: Create',
      time: 1_767_225_600_002,
      severity_id: 2,
      status: 'Success',
      status_code: 'success',
      metadata: {
        uid: given.id,
        sequence: 41,
        version: '1.8.0',
        product: { name: 'JAPM', vendor_name: 'JAPM' },
        tenant_uid: TENANT,
        correlation_uid: TRACE_ID,
        original_time: '2026-01-01T00:00:00.002000Z',
      },
      api: { operation: 'environment.create' },
      resources: [{ uid: given.resource.id, type: 'environment', namespace: given.resource.projectId }],
      http_request: { uid: 'req-1' },
      unmapped: { id: given.id, tenantSeq: 7, resource: given.resource, changes: given.changes, traceId: TRACE_ID },
    });
  });

  it.each<[Outcome, number]>([
    ['success', 1],
    ['unchanged', 1],
    ['denied', 2],
    ['failed', 2],
  ])('has for the outcome %s the status %i', (outcome, status) => {
    expect(valueOf(envelope(1, { outcome }))).toMatchObject({ status_id: status, status_code: outcome });
  });

  it.each<[Risk, number]>([
    ['none', 1],
    ['low', 2],
    ['medium', 3],
    ['high', 4],
    ['critical', 5],
  ])('has for the risk %s the severity %i', (risk, severity) => {
    expect(valueOf(envelope(1, { risk }))).toMatchObject({ severity_id: severity });
  });

  it.each([
    ['user', 'user', 1],
    ['user', 'admin', 2],
    ['api_key', 'admin', 4],
    ['system', null, 3],
    ['anonymous', null, 0],
  ] as const)('has for a %s with the role %s the type %i', (type, role, typeId) => {
    const { actor } = envelope(1);
    const value = valueOf(envelope(1, { actor: { ...actor, type, role } }));
    expect(value).toMatchObject({ actor: { user: { uid: actor.id, type_id: typeId } }, unmapped: { actor: { type, role } } });
    expect(faultsOf(value)).toEqual([]);
  });

  it('names in Authentication who signs in, and in Account Change whose account it is', () => {
    const login = envelope(1, { action: 'session.login', resource: { type: 'session', id: 's1', revision: 0, projectId: null } });
    expect(valueOf(login)).toMatchObject({ user: { uid: login.actor.id }, session: { uid: 's1' }, service: { name: 'JAPM' } });
    const locked = envelope(1, { action: 'user.lock', resource: { type: 'user', id: 'u2', revision: 3, projectId: null } });
    expect(valueOf(locked)).toMatchObject({ activity_id: 9, user: { uid: 'u2' }, actor: { user: { uid: locked.actor.id } } });
  });

  it('names in Authorize Session who was given which rights, be it a key or a member of a project', () => {
    const key = envelope(1, {
      action: 'api_key.create',
      resource: { type: 'api_key', id: 'k1', revision: 1, projectId: null },
      changes: { permissions: { before: null, after: ['prompt:read', 'prompt:resolve'] } },
    });
    expect(valueOf(key)).toMatchObject({
      class_uid: 3003,
      user: { uid: key.actor.id },
      session: { uid: 'k1' },
      privileges: ['prompt:read', 'prompt:resolve'],
    });
    const member = envelope(1, {
      action: 'member.grant',
      resource: { type: 'member', id: 'shop/u2', revision: 1, projectId: 'shop' },
      changes: { role: { before: 'viewer', after: 'approver' } },
    });
    expect(valueOf(member)).toMatchObject({ class_uid: 3003, user: { uid: 'u2' }, privileges: ['approver'] });
    for (const each of [key, member]) expect(faultsOf(valueOf(each))).toEqual([]);
  });

  describe('and personal data', () => {
    const clearWords = ['Ada Lovelace', 'ada@example.com', '203.0.113.7', 'curl'];

    it('shows commitments only, unless told otherwise', () => {
      const value = valueOf(envelope(1, { action: 'session.login' }));
      for (const word of clearWords) expect(JSON.stringify(value)).not.toContain(word);
      expect(value).toMatchObject({
        src_endpoint: { name: 'undisclosed' },
        unmapped: { commitments: { 'actor.email': expect.stringMatching(/^[0-9a-f]{64}$/) as string } },
      });
    });

    it('shows it where OCSF expects it, when told to', () => {
      expect(valueOf(envelope(1), 'clear')).toMatchObject({
        actor: { user: { name: 'Ada Lovelace', email_addr: 'ada@example.com' } },
        src_endpoint: { ip: '203.0.113.7' },
        http_request: { user_agent: 'curl/8.5.0' },
      });
    });

    it('shows what was erased no more', () => {
      const record = recordOf(envelope(1), { seq: 1, tenantSeq: 1 }, countingSalt());
      const value = ocsfOf(record.canonical, [], 'clear');
      for (const word of clearWords) expect(JSON.stringify(value)).not.toContain(word);
      expect(faultsOf(value)).toEqual([]);
    });

    it.each(['203.0.113.7', '::1', '2001:db8::8a2e:370:7334', '::ffff:127.0.0.1'])('takes %s for an address', (ip) => {
      const value = valueOf(envelope(1, { origin: { ip, userAgent: null, requestId: null } }), 'clear');
      expect(value).toMatchObject({ src_endpoint: { ip } });
      expect(faultsOf(value)).toEqual([]);
    });

    it.each(['unknown', '300.1.1.1', 'fe80::1%eth0', '1:2', ''])('keeps %j, which is no address, beside', (ip) => {
      const value = valueOf(envelope(1, { origin: { ip, userAgent: null, requestId: null } }), 'clear');
      expect(value).toMatchObject({ src_endpoint: { name: 'undisclosed' }, unmapped: { personal: { 'origin.ip': ip } } });
      expect(faultsOf(value)).toEqual([]);
    });

    it('keeps an e-mail address beside that OCSF does not take', () => {
      const { actor } = envelope(1);
      const value = valueOf(envelope(1, { actor: { ...actor, email: 'admin@localhost' } }), 'clear');
      expect(value).toMatchObject({ unmapped: { personal: { 'actor.email': 'admin@localhost' } } });
      expect(faultsOf(value)).toEqual([]);
    });
  });
});

describe('the activity of an action', () => {
  it.each([
    ['environment.create', 6003, 1, 'Create'],
    ['audit_event.search', 6003, 2, 'Read'],
    ['version.activate', 6003, 3, 'Update'],
    ['api_key.revoke', 6003, 4, 'Delete'],
    ['api_key.restore', 3001, 2, 'Enable'],
    ['oidc_link.remove', 3001, 99, 'unlink'],
    ['prompt.ponder', 6003, 99, 'ponder'],
    ['create', 6003, 1, 'Create'],
    ['session.login', 3002, 1, 'Logon'],
    ['session.logout', 3002, 2, 'Logoff'],
    ['session.refresh', 3002, 99, 'refresh'],
    ['session.reuse', 3002, 99, 'reuse'],
    ['session.logout_everywhere', 3002, 2, 'Logoff'],
    ['session.end', 3002, 2, 'Logoff'],
    ['session.lockout', 3001, 9, 'Lock'],
    ['user.disable', 3001, 5, 'Disable'],
    ['user.password', 3001, 3, 'Password Change'],
    ['user.role', 3001, 7, 'Attach Policy'],
    ['oidc_link.create', 3001, 99, 'link'],
    ['api_key.create', 3003, 1, 'Assign Privileges'],
    ['api_key.rotate', 3003, 1, 'Assign Privileges'],
    ['api_key.list', 6003, 2, 'Read'],
    ['member.grant', 3003, 1, 'Assign Privileges'],
    ['member.revoke', 6003, 4, 'Delete'],
    ['user.create', 3001, 1, 'Create'],
    ['user.changePassword', 3001, 3, 'Password Change'],
    ['user.reset-password', 3001, 4, 'Password Reset'],
    ['user.update', 3001, 99, 'update'],
    ['user.read', 6003, 2, 'Read'],
  ])('%s is %i.%i %s', (action, classUid, activityId, activityName) => {
    expect(activityOf(action)).toMatchObject({ classUid, activityId, activityName });
  });
});
