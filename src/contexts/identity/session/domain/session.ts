import { timingSafeEqual } from 'node:crypto';
import { NotFound } from '#shared/errors';
import { refreshTokenOf, tokenHashOf, type RefreshToken } from './refresh-token';

export interface SessionState {
  readonly tenantId: string;
  readonly id: string;
  readonly userId: string;
  /** The hash of the constant part of the refresh token. */
  readonly familyHash: string;
  /** The hash of the changing part that is valid now. */
  readonly secretHash: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly createdAt: Date;
  /** The last sign-in or refresh. */
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly revision: number;
}

export interface NewSession {
  readonly tenantId: string;
  readonly id: string;
  readonly userId: string;
  readonly token: RefreshToken;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly lifetimeSeconds: number;
  readonly now: Date;
}

/** A sign-in of a user on one device. All its access and refresh tokens end with it. */
export class Session {
  private constructor(readonly state: SessionState) {}

  static start({ token, lifetimeSeconds, now, ...input }: NewSession): Session {
    return new Session({
      ...input,
      familyHash: tokenHashOf(token.family),
      secretHash: tokenHashOf(token.secret),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
      endedAt: null,
      revision: 1,
    });
  }

  static restore(state: SessionState): Session {
    return new Session(state);
  }

  isLive(now: Date): boolean {
    return this.state.endedAt === null && this.state.expiresAt > now;
  }

  /** Whether this is the newest refresh token; false for a used one. Compares in constant time. */
  isCurrent({ secret }: RefreshToken): boolean {
    return timingSafeEqual(Buffer.from(tokenHashOf(secret), 'hex'), Buffer.from(this.state.secretHash, 'hex'));
  }

  /** Returns the session with its next refresh token. The expiry does not change, so that no session lives for ever. */
  rotate({ family }: RefreshToken, secret: Buffer, now: Date): { readonly session: Session; readonly token: RefreshToken } {
    const token = refreshTokenOf(family, secret);
    const state = { ...this.state, secretHash: tokenHashOf(token.secret), lastUsedAt: now, revision: this.state.revision + 1 };
    return { session: new Session(state), token };
  }

  end(now: Date): Session {
    return this.state.endedAt === null ? new Session({ ...this.state, endedAt: now, revision: this.state.revision + 1 }) : this;
  }
}

export class SessionNotFound extends NotFound {
  constructor(id: string) {
    super('Session', id);
  }
}
