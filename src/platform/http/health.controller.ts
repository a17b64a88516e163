import { Controller, Get, Response, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { auditRules } from '#shared/audit';
import type { Health, PartHealth } from './health';
import { Operation } from './operation';

/** The state of one part. */
export interface HealthPartDto {
  /** @example "up" */
  status: 'up' | 'degraded' | 'down';
  /** @example "the broker does not answer; events wait in the log" */
  message?: string;
}

export interface HealthDto {
  /** @example "ok" */
  status: 'ok' | 'degraded' | 'error';
  /**
   * The parts that work.
   * @example { "database": { "status": "up" } }
   */
  info: Record<string, HealthPartDto>;
  /**
   * The parts that fail.
   * @example {}
   */
  error: Record<string, HealthPartDto>;
  /**
   * All parts.
   * @example { "database": { "status": "up" } }
   */
  details: Record<string, HealthPartDto>;
}

const DOWN: HealthDto = {
  status: 'error',
  info: {},
  error: { database: { status: 'down', message: 'check failed' } },
  details: { database: { status: 'down', message: 'check failed' } },
};

const HEALTH_AUDIT = auditRules('health', { read: 'none' });

/** Whether the server is well, for load balancers and probes. These routes ask for no credentials. */
@Route('health')
@Tags('Health')
export class HealthController extends Controller {
  constructor(private readonly health: Health) {
    super();
  }

  /** Checks the database. The status is 503 if it cannot be reached. */
  @Get()
  @Operation({ permission: null, audit: HEALTH_AUDIT.read, anyQuery: true, counted: 'never' })
  @SuccessResponse(200, 'Ok')
  @Response<HealthDto>(503, 'A part is down', DOWN)
  async read(): Promise<HealthDto> {
    return this.#answer(await this.health.database());
  }

  /** Reports that the process runs. A failure asks for a restart. */
  @Get('live')
  @Operation({ permission: null, audit: HEALTH_AUDIT.read, anyQuery: true, counted: 'never' })
  @SuccessResponse(200, 'Ok')
  live(): Promise<HealthDto> {
    return Promise.resolve(this.#answer({}));
  }

  /** Reports whether the process can take traffic: 503 if a part is down or the process is stopping; `degraded` still serves. */
  @Get('ready')
  @Operation({ permission: null, audit: HEALTH_AUDIT.read, anyQuery: true, counted: 'never' })
  @SuccessResponse(200, 'Ok')
  @Response<HealthDto>(503, 'A part is down', DOWN)
  async ready(): Promise<HealthDto> {
    return this.#answer(await this.health.ready());
  }

  /** Reports whether the start is complete, including the migrations. */
  @Get('startup')
  @Operation({ permission: null, audit: HEALTH_AUDIT.read, anyQuery: true, counted: 'never' })
  @SuccessResponse(200, 'Ok')
  @Response<HealthDto>(503, 'Not started yet', DOWN)
  startup(): Promise<HealthDto> {
    return Promise.resolve(this.#answer(this.health.startup()));
  }

  #answer(parts: Record<string, PartHealth>): HealthDto {
    const { status, body } = healthResponse(parts);
    this.setStatus(status);
    return body;
  }
}

/** The response of the health routes, in every role. */
export function healthResponse(parts: Readonly<Record<string, PartHealth>>): { status: 200 | 503; body: HealthDto } {
  const all = Object.entries(parts);
  const failing = all.filter(([, part]) => part.status === 'down');
  const degraded = all.some(([, part]) => part.status === 'degraded');
  const body: HealthDto = {
    status: failing.length > 0 ? 'error' : degraded ? 'degraded' : 'ok',
    info: Object.fromEntries(all.filter(([, part]) => part.status !== 'down')),
    error: Object.fromEntries(failing),
    details: Object.fromEntries(all),
  };
  return { status: failing.length > 0 ? 503 : 200, body };
}
