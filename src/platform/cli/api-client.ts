import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { installedVersion } from '#platform/config/installation';
import { warningIn } from '#platform/http/warning-header';
import { DomainError } from '#shared/errors';
import { apiFailure } from './api-failure';
import { eventsIn, type ServerEvent } from './event-stream';
import { jsonOf, nextPageOf, reasonOf, retryAfterMsOf } from './api-response';
import type { ApiSettings } from './api-settings';
import { Interrupted } from './command';
import type { LoginRenewal, LoginTokens } from './login-renewal';

export interface ApiResponse {
  readonly body: unknown;
  /** Path and query of the next page, from the Link header; null at the end of a list. */
  readonly nextPage: string | null;
  /** The server's warning; null when there is none. */
  readonly warning: string | null;
}

export interface ApiPatience {
  readonly requestTimeoutMs: number;
  readonly mostAttempts: number;
  /** The pause before the second attempt when the server gives no time. It doubles with each further attempt. */
  readonly firstPauseMs: number;
  /** The client treats a server that asks for a longer pause as unavailable. */
  readonly longestPauseMs: number;
  /** Ends requests and pauses with {@link Interrupted}. */
  readonly signal?: AbortSignal;
}

const PATIENCE: ApiPatience = { requestTimeoutMs: 30_000, mostAttempts: 5, firstPauseMs: 250, longestPauseMs: 60_000 };
const TOKENS = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().optional(),
});
/** The audit log shows it as the origin of a change. */
const USER_AGENT = `japm/${installedVersion()}`;
const TRY_AGAIN = [429, 502, 503, 504];

/**
 * A JSON client of the server's API; Node keeps its connections open. It repeats a request after 429, 502, 503, 504 and lost connections,
 * a bounded number of times, so callers must only send requests that may arrive twice. Failures are DomainErrors with the server's message.
 */
export class ApiClient {
  private constructor(
    private readonly baseUrl: string,
    private token: string | null,
    private readonly patience: ApiPatience,
    private readonly renewal?: LoginRenewal,
    /** Signs in again when a kept session may have ended and there is a password. */
    private readonly signIn?: () => Promise<string>,
  ) {}

  /** Logs in when the settings have a password instead of a token and no earlier command kept its session. */
  static async connect(settings: ApiSettings, patience: Partial<ApiPatience> = {}): Promise<ApiClient> {
    const patient = { ...PATIENCE, ...patience };
    if ('token' in settings.credentials) {
      const { token, renewal } = settings.credentials;
      return new ApiClient(settings.baseUrl, token, patient, renewal);
    }
    const { session, ...credentials } = settings.credentials;
    const signIn = async (): Promise<string> => {
      const tokens = await ApiClient.login(settings.baseUrl, credentials, patient);
      session?.keep(tokens);
      return tokens.token;
    };
    const kept = session?.find() ?? null;
    if (kept === null) return new ApiClient(settings.baseUrl, await signIn(), patient);
    return new ApiClient(settings.baseUrl, kept.token, patient, kept.renewal, signIn);
  }

  static async login(
    baseUrl: string,
    credentials: { readonly email: string; readonly password: string },
    patience: Partial<ApiPatience> = {},
  ): Promise<LoginTokens> {
    const anonymous = new ApiClient(baseUrl, null, { ...PATIENCE, ...patience });
    return tokensIn((await anonymous.post('/api/auth/login', credentials)).body);
  }

  get(path: string): Promise<ApiResponse> {
    return this.send('GET', path);
  }

  post(path: string, body: object = {}, headers: Headers = {}): Promise<ApiResponse> {
    return this.send('POST', path, JSON.stringify(body), true, headers);
  }

  /** Sends a request that must take effect once. The client repeats it only when it certainly did not arrive. */
  postOnce(path: string, body: object = {}): Promise<ApiResponse> {
    return this.send('POST', path, JSON.stringify(body), false);
  }

  put(path: string, body: object, headers: Headers = {}): Promise<ApiResponse> {
    return this.send('PUT', path, JSON.stringify(body), true, headers);
  }

  /** As {@link postOnce}. */
  putOnce(path: string, body: object = {}): Promise<ApiResponse> {
    return this.send('PUT', path, JSON.stringify(body), false);
  }

  patch(path: string, body: object): Promise<ApiResponse> {
    return this.send('PATCH', path, JSON.stringify(body));
  }

  delete(path: string): Promise<ApiResponse> {
    return this.send('DELETE', path, undefined, false);
  }

  /**
   * Sends a request once, whose response is a stream of events. It has no timeout of its own: the server bounds what it waits for, and
   * Node ends a stream that is silent for five minutes.
   */
  async *events(path: string, body: object): AsyncGenerator<ServerEvent> {
    const { signal } = this.patience;
    const ask = (): Promise<Response> => this.request('POST', path, JSON.stringify(body), { accept: 'text/event-stream' }, signal);
    try {
      let response = await ask();
      if (response.status === 401 && (await this.renew())) response = await ask();
      if (!response.ok) throw apiFailure(response.status, jsonOf(await response.text()));
      yield* eventsIn(response);
    } catch (error) {
      if (signal?.aborted === true) throw new Interrupted();
      throw error instanceof DomainError ? error : unreachable(this.baseUrl, error);
    }
  }

  private async send(method: string, path: string, body?: string, mayArriveTwice = true, headers: Headers = {}): Promise<ApiResponse> {
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(method, path, body, headers);
      if ('answer' in outcome) return outcome.answer;
      if (outcome.failure.kind === 'unauthenticated' && !renewed && (await this.renew())) {
        renewed = true;
        continue;
      }
      const pauseMs = outcome.retryAfterMs ?? this.patience.firstPauseMs * 2 ** (attempt - 1);
      const again = outcome.again && (mayArriveTwice || outcome.unheard);
      if (!again || attempt >= this.patience.mostAttempts || pauseMs > this.patience.longestPauseMs) throw outcome.failure;
      await delay(pauseMs, undefined, { signal: this.patience.signal }).catch(() => {
        throw new Interrupted();
      });
    }
  }

  /** Returns true when there is another token to try. */
  private async renew(): Promise<boolean> {
    // The client sends it once, because the second use of a refresh token ends its session.
    const refresh = async (refreshToken: string): Promise<LoginTokens> => {
      const anonymous = new ApiClient(this.baseUrl, null, this.patience);
      return tokensIn((await anonymous.postOnce('/api/auth/refresh', { refresh_token: refreshToken })).body);
    };
    const renewed = await this.renewal?.next(refresh).catch((error: unknown) => {
      if (error instanceof DomainError && error.kind === 'unauthenticated') return null;
      throw error;
    });
    const next = renewed ?? (await this.signIn?.());
    this.token = next ?? this.token;
    return (next ?? null) !== null;
  }

  private request(method: string, path: string, body: string | undefined, headers: Headers, signal?: AbortSignal): Promise<Response> {
    return fetch(this.baseUrl + path, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        'user-agent': USER_AGENT,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      ...(signal && { signal }),
    });
  }

  private async attempt(method: string, path: string, body: string | undefined, headers: Headers): Promise<Outcome> {
    let response: Response;
    let text: string;
    const { signal, requestTimeoutMs } = this.patience;
    const timeout = AbortSignal.timeout(requestTimeoutMs);
    const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
    try {
      response = await this.request(method, path, body, headers, ends);
      text = await response.text();
    } catch (error) {
      if (signal?.aborted === true) throw new Interrupted();
      return { failure: unreachable(this.baseUrl, error), again: true, unheard: reasonOf(error) === 'ECONNREFUSED' };
    }
    const parsedBody = jsonOf(text);
    if (response.ok && parsedBody !== undefined)
      return {
        answer: {
          body: parsedBody,
          nextPage: nextPageOf(response.headers.get('link')),
          warning: warningIn(response.headers.get('warning')),
        },
      };
    const failure = response.ok ? strangeResponse() : apiFailure(response.status, parsedBody);
    const retryAfterMs = retryAfterMsOf(response.headers.get('retry-after'));
    return {
      failure,
      again: TRY_AGAIN.includes(response.status),
      unheard: response.status === 429,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
}

function tokensIn(body: unknown): LoginTokens {
  const { access_token: token, refresh_token: refreshToken = null, expires_in: seconds } = parsed(TOKENS, body);
  return { token, refreshToken, expiresAt: seconds === undefined ? null : new Date(Date.now() + seconds * 1000) };
}

type Headers = Readonly<Record<string, string>>;

type Outcome =
  | { readonly answer: ApiResponse }
  | {
      readonly failure: DomainError;
      readonly again: boolean;
      /** True when the server did nothing. */
      readonly unheard: boolean;
      readonly retryAfterMs?: number;
    };

/** Parses the body by `schema`. Throws a DomainError when the response is not one of a JAPM server of this version. */
export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw strangeResponse();
  return result.data;
}

export const strangeResponse = (): DomainError =>
  new DomainError(
    'unavailable',
    'cli.strange_answer',
    'the server gave an answer that this version does not understand; is the address right?',
  );

const unreachable = (baseUrl: string, error: unknown): DomainError =>
  new DomainError('unavailable', 'cli.unreachable', `the server at ${baseUrl} can't be reached (${reasonOf(error)})`);
