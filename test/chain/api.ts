export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** A caller of a running server, as programs call it. */
export class Api {
  constructor(
    readonly url: string,
    private readonly credentials: Readonly<Record<string, string>> = {},
  ) {}

  static async login(url: string, email: string, password: string): Promise<Api> {
    const { body } = await new Api(url).send<{ access_token: string }>('POST', '/api/auth/login', { email, password }, 200);
    return new Api(url, { authorization: `Bearer ${body.access_token}` });
  }

  as(credentials: Readonly<Record<string, string>>): Api {
    return new Api(this.url, credentials);
  }

  get token(): string {
    return this.credentials.authorization?.slice('Bearer '.length) ?? '';
  }

  get<T>(path: string, status = 200): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, status);
  }

  post<T>(path: string, body: object, status = 201): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, status);
  }

  /** Throws with the answer when it has another status. */
  async send<T>(
    method: string,
    path: string,
    body: object | undefined,
    status: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.credentials, ...more, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (response.status !== status) throw new Error(`${method} ${path}: ${response.status} and not ${status}: ${text.slice(0, 500)}`);
    return { status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }
}
