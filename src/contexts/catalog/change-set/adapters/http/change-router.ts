import type { Request } from 'express';
import { actorOf } from '#platform/http/authentication';
import { changeRoutes } from '#platform/http/change-route';
import { innerCall, type InnerResponse, type InnerCall } from '#platform/http/tsoa/inner-call';
import { warningIn } from '#platform/http/warning-header';
import type { AttributedFailure } from '#shared/audit';
import { Invalid, type FieldError } from '#shared/errors';
import type { Step } from '../../application/apply-changes';
import { changeFailure } from './change-failure';
import type { ChangeFaults } from '../../application/change-faults.port';
import type { ChangeAction, ChangeDto, ChangeResultDto } from './changes.dto';

const OUTCOMES: Partial<Record<ChangeAction, ChangeResultDto['outcome']>> = { create: 'created', delete: 'deleted' };
const COMMON: readonly ChangeAction[] = ['create', 'update', 'delete'];
const PARTS = ['prompt', 'asset', 'version', 'environment', 'id'] as const;
type Part = (typeof PARTS)[number];
type Fail = (member: string, message: string) => void;

/** Turns changes into calls of their routes, with the same bodies, checks and responses. */
export class ChangeRouter {
  readonly #routes = changeRoutes();

  constructor(private readonly all: readonly ChangeFaults[]) {}

  /** Throws Invalid with all faults in the addresses of the changes. */
  steps(request: Request, project: string, changes: readonly ChangeDto[]): Step<ChangeResultDto>[] {
    const faults: FieldError[] = [];
    const calls = changes.map((change, index) => {
      const path = this.#pathOf(change, (member, message) => faults.push({ pointer: `/changes/${index}/${member}`, message }));
      return { change, index, path: `/api/projects/${encodeURIComponent(project)}/${path}` };
    });
    if (faults.length > 0) throw new Invalid('request.invalid', faults);
    return calls.map(({ change, index, path }) => ({ perform: () => this.#perform(request, project, change, index, path) }));
  }

  /** The warnings about the effect of all changes together. */
  async faults(request: Request, project: string, changes: readonly ChangeDto[]): Promise<string[]> {
    const found: string[] = [];
    for (const each of this.all) found.push(...(await each.of(actorOf(request), project, changes)));
    return found;
  }

  #pathOf(change: ChangeDto, fail: Fail): string {
    const { action, resource } = change;
    const route = this.#routes.get(resource);
    if (!route) {
      fail('resource', `resource '${resource}' cannot be changed here`);
      return '';
    }
    const isCommon = COMMON.includes(action);
    if (isCommon ? action === 'create' && route.isPut : !route.actions?.includes(action))
      fail('action', `action '${action}' is not one of resource '${resource}'`);
    const path = action === 'create' ? route.path.slice(0, route.path.lastIndexOf('/')) : route.path;
    refuseUnasked(change, path, fail);
    return `${path}${isCommon ? '' : `/${action}`}`.replace(/\{(\w+)\}/gu, (_all, part: Part) => {
      const value = change[part] ?? '';
      if (value === '') fail(part, `${part} is required`);
      return encodeURIComponent(value);
    });
  }

  #methodOf({ action, resource }: ChangeDto): InnerCall['method'] {
    if (action === 'delete') return 'DELETE';
    if (action !== 'update') return 'POST';
    return this.#routes.get(resource)?.isPut ? 'PUT' : 'PATCH';
  }

  async #perform(request: Request, project: string, change: ChangeDto, index: number, path: string): Promise<ChangeResultDto> {
    const { action, resource, ifMatch, body = {} } = change;
    const headers: Record<string, string> = ifMatch === undefined ? {} : { 'if-match': ifMatch };
    const call = { method: this.#methodOf(change), path, body, headers };
    const answer = await innerCall(request, call).catch((error: unknown) => {
      throw changeFailure(index, error, attemptOf(request, project, change, index));
    });
    return {
      action,
      resource,
      id: change.id ?? this.#idIn(resource, answer),
      outcome: answer.isUnchanged ? 'unchanged' : (OUTCOMES[action] ?? 'updated'),
      status: answer.status,
      etag: answer.etag,
      warning: warningIn(answer.warning),
    };
  }

  #idIn(resource: string, { body }: InnerResponse): string {
    return String((body as Record<string, unknown>)[this.#routes.get(resource)?.id ?? 'id']);
  }
}

/** Refuses a condition or a name that would have no effect, because it is a mistake of the client. */
function refuseUnasked(change: ChangeDto, path: string, fail: Fail): void {
  const { action, resource } = change;
  const unasked = [
    ...PARTS.filter((part) => !path.includes(`{${part}}`)),
    ...(action === 'create' ? (['ifMatch'] as const) : []),
    ...(action === 'delete' ? (['body'] as const) : []),
  ];
  for (const member of unasked.filter((each) => change[each] !== undefined))
    fail(member, `${member} says nothing of action '${action}' of resource '${resource}'`);
}

/** The entry of the audit log for a refused change, in addition to the one for the set. */
function attemptOf(request: Request, project: string, change: ChangeDto, index: number): AttributedFailure['attempt'] {
  const { action, resource } = change;
  const names = [project, ...PARTS.map((part) => change[part])].filter((each) => each !== undefined);
  const addressed = names.join('/').slice(0, 500);
  return { tenantId: actorOf(request).tenantId, resourceId: project, details: { change: index, action, resource, id: addressed } };
}
