import type { PersonalField } from '#shared/audit-envelope';
import type { Outcome, Risk } from '#shared/audit';
import { type CanonicalEvent, personalOf, readCanonical, timeUsOf, traceIdOf } from '../../log/domain/canonical-event';
import type { PersonalValue } from '../../log/domain/log-record';
import { activityOf } from './ocsf-activity';

const OCSF_VERSION = '1.8.0';

/** Whether names, e-mail, ip and user agent leave the log only as commitments, or in clear as well. */
export type PersonalDataForm = 'commitment' | 'clear';

/** The value of a message; its exact form is AUDIT_EVENT_SCHEMA. */
export type OcsfEvent = Readonly<Record<string, unknown>>;

type ClearValues = Readonly<Partial<Record<PersonalField, string>>>;

const SEVERITY: Readonly<Record<Risk, readonly [id: number, name: string]>> = {
  none: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
};

const STATUS: Readonly<Record<Outcome, readonly [id: number, name: string]>> = {
  success: [1, 'Success'],
  unchanged: [1, 'Success'],
  denied: [2, 'Failure'],
  rejected: [2, 'Failure'],
  failed: [2, 'Failure'],
};

const USER_TYPE: Readonly<Record<CanonicalEvent['actor']['type'], readonly [id: number, name: string]>> = {
  user: [1, 'User'],
  api_key: [4, 'Service'],
  system: [3, 'System'],
  anonymous: [0, 'Unknown'],
};

/**
 * An event of the log as OCSF 1.8. Values without a place in OCSF are in `unmapped`, under JAPM's own names. Personal values are
 * there as their commitments; with `clear`, the remaining clear values are also in the fields of OCSF.
 */
export function ocsfOf(canonical: Buffer, personal: readonly Pick<PersonalValue, 'field' | 'value'>[], form: PersonalDataForm): OcsfEvent {
  const event = readCanonical(canonical);
  const clear: ClearValues = form === 'clear' ? Object.fromEntries(personal.map(({ field, value }) => [field, value])) : {};
  const { classUid, className, categoryUid, categoryName, activityId, activityName } = activityOf(event.action);
  const [severityId, severity] = SEVERITY[event.risk];
  const [statusId, status] = STATUS[event.outcome];
  return {
    class_uid: classUid,
    class_name: className,
    category_uid: categoryUid,
    category_name: categoryName,
    activity_id: activityId,
    activity_name: activityName,
    type_uid: classUid * 100 + activityId,
    type_name: `${className}: ${activityName}`,
    time: Math.floor(timeUsOf(event.time) / 1000),
    severity_id: severityId,
    severity,
    status_id: statusId,
    status,
    status_code: event.outcome,
    metadata: metadataOf(event),
    actor: { user: actorOf(event, clear) },
    src_endpoint: endpointOf(clear),
    ...httpOf(event, clear),
    ...byClass(classUid, event, clear),
    unmapped: unmappedOf(event, clear),
  };
}

function metadataOf(event: CanonicalEvent): OcsfEvent {
  return given({
    version: OCSF_VERSION,
    product: { name: 'JAPM', vendor_name: 'JAPM' },
    uid: event.id,
    sequence: event.seq,
    tenant_uid: event.tenantId,
    event_code: event.action,
    original_time: event.time,
    correlation_uid: traceIdOf(event.traceparent),
  });
}

function actorOf({ actor }: CanonicalEvent, clear: ClearValues): OcsfEvent {
  const isAdmin = actor.type === 'user' && actor.role === 'admin';
  const [typeId, type] = isAdmin ? ([2, 'Admin'] as const) : USER_TYPE[actor.type];
  return given({ uid: actor.id, type_id: typeId, type, name: clear['actor.name'], email_addr: ifEmail(clear['actor.email']) });
}

/** OCSF requires an endpoint in API Activity, and an endpoint requires an address or a name. */
function endpointOf(clear: ClearValues): OcsfEvent {
  const ip = ifAddress(clear['origin.ip']);
  return ip === undefined ? { name: 'undisclosed' } : { ip };
}

function httpOf({ origin }: CanonicalEvent, clear: ClearValues): OcsfEvent {
  const request = given({ uid: origin.requestId, user_agent: clear['origin.userAgent'] });
  return Object.keys(request).length === 0 ? {} : { http_request: request };
}

function byClass(classUid: number, event: CanonicalEvent, clear: ClearValues): OcsfEvent {
  const { resource } = event;
  if (classUid === 3002) return { user: actorOf(event, clear), service: { name: 'JAPM' }, session: { uid: resource.id } };
  if (classUid === 3003) return grantOf(event, clear);
  // A key is not an account: its owner may act by it again.
  if (classUid === 3001) return { user: resource.type === 'api_key' ? actorOf(event, clear) : { uid: resource.id } };
  return {
    api: { operation: event.action, service: { name: 'JAPM' } },
    resources: [given({ uid: resource.id, type: resource.type, namespace: resource.projectId })],
  };
}

/** The grant of a key, which acts for its owner, or of a member, whose id is `project/user`. */
function grantOf(event: CanonicalEvent, clear: ClearValues): OcsfEvent {
  const { resource, changes } = event;
  const privileges = [changes.permissions?.after, changes.role?.after].flat().filter((each) => typeof each === 'string');
  const whose =
    resource.type === 'member'
      ? { user: { uid: resource.id.split('/').at(-1) } }
      : { user: actorOf(event, clear), session: { uid: resource.id } };
  // OCSF requires a privilege. A key without scopes has all of its owner's, and a refused grant has none.
  return { ...whose, privileges: privileges.length > 0 ? privileges : ['unspecified'] };
}

function unmappedOf(event: CanonicalEvent, clear: ClearValues): OcsfEvent {
  const { id, tenantId, tenantSeq, action, risk, outcome, resource, changes, details, actor } = event;
  const unfit = given({
    'actor.email': ifEmail(clear['actor.email']) === undefined ? clear['actor.email'] : null,
    'origin.ip': ifAddress(clear['origin.ip']) === undefined ? clear['origin.ip'] : null,
  });
  return {
    id,
    tenantId,
    tenantSeq,
    actor: { type: actor.type, role: actor.role, apiKeyId: actor.apiKeyId },
    action,
    risk,
    outcome,
    resource,
    changes,
    details,
    traceId: traceIdOf(event.traceparent),
    /** The SHA-256(salt, value) in hex, as in the log. */
    commitments: given(mapped(personalOf(event), (commitment) => commitment?.sha256)),
    ...(Object.keys(unfit).length === 0 ? {} : { personal: unfit }),
  };
}

const mapped = <T, R>(from: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));

/** Removes the members without a value, because OCSF has no null. */
const given = (from: Readonly<Record<string, unknown>>): OcsfEvent =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== null && value !== undefined));

/** The address, if it matches the pattern of OCSF (`admin@localhost` does not). */
const ifEmail = (value: string | undefined): string | undefined =>
  value !== undefined && /^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9.-]+$/.test(value) ? value : undefined;

/** An IPv4 or IPv6 address without a zone. */
function ifAddress(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const isV4 = /^\d{1,3}(\.\d{1,3}){3}$/.test(value) && value.split('.').every((part) => Number(part) <= 255);
  return isV4 || (/^[0-9A-Fa-f:.]{2,39}$/.test(value) && URL.canParse(`http://[${value}]`)) ? value : undefined;
}
