import type { JsonWebKey } from 'node:crypto';
import type { Session } from '../../domain/session';

/** A live session of the caller. */
export interface SessionDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  createdAt: Date;
  /** The sign-in or the last refresh. */
  lastUsedAt: Date;
  expiresAt: Date;
  /**
   * The user agent of the device at the sign-in.
   * @example "Mozilla/5.0 (X11; Linux x86_64)"
   */
  userAgent: string | null;
  /** @example "203.0.113.7" */
  ip: string | null;
  /** Whether this request uses the session. */
  current: boolean;
}

/** RFC 7517. */
export interface PublicKeyDto {
  /** @example "EC" */
  kty: string;
  kid: string;
  /** @example "ES256" */
  alg: string;
  /** @example "sig" */
  use: string;
  crv?: string;
  x?: string;
  y?: string;
  n?: string;
  e?: string;
}

export interface KeySetDto {
  /** The keys; empty when the installation signs tokens with a secret (HS256). */
  keys: PublicKeyDto[];
}

export interface LogoutDto {
  /** True ends all sessions of the caller, on all devices; otherwise only this one ends. */
  everywhere?: boolean;
}

export function sessionDto({ state }: Session, currentId: string | undefined): SessionDto {
  const { id, createdAt, lastUsedAt, expiresAt, userAgent, ip } = state;
  return { id, createdAt, lastUsedAt, expiresAt, userAgent, ip, current: id === currentId };
}

export const publicKeyDto = (key: JsonWebKey): PublicKeyDto => key as unknown as PublicKeyDto;
