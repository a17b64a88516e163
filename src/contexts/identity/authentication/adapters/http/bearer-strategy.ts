import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { operationOf } from '#platform/http/operation';
import type { Actor } from '#shared/actor';
import type { TokenSettings } from '../../../session/application/token-settings';
import { TOKEN_ISSUER, type TokenSigner } from '../../../session/application/token-signer.port';
import type { Principals, SessionClaims } from '../../application/principals';
import type { PrincipalCache } from './principal-cache';

// The maximum difference between the clocks of two JAPM processes.
const CLOCK_TOLERANCE_SECONDS = 5;

type GiveKey = (error: Error | null, key?: string) => void;

/** Turns `Authorization: Bearer <JWT>` into the actor as the database has them now. The token itself grants no role. */
export function bearerStrategy(
  principals: Principals,
  cache: PrincipalCache<Actor>,
  tokens: TokenSigner,
  settings: TokenSettings,
): Strategy {
  const options = {
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    // The token does not choose the algorithm: each key has one, and no other is accepted.
    secretOrKeyProvider: (_request: Request, token: string, done: GiveKey) => {
      const known = tokens.keyOf(token);
      if (known) done(null, known.key as unknown as string);
      else done(new Error('no such key'));
    },
    algorithms: [...tokens.algorithms],
    issuer: TOKEN_ISSUER,
    jsonWebTokenOptions: { clockTolerance: CLOCK_TOLERANCE_SECONDS, maxAge: `${settings.lifetimeSeconds}s` },
    passReqToCallback: true as const,
  };
  return new Strategy(options, (request: Request, payload: unknown, done: (error: unknown, actor?: Actor | false) => void) => {
    const claims = sessionClaims(payload);
    if (!claims) {
      done(null, false);
      return;
    }
    const find = (): Promise<Actor | null> => principals.ofSession(claims);
    const { tenantId, userId, sessionId } = claims;
    const found = operationOf(request)?.serves === true ? cache.get(JSON.stringify([tenantId, userId, sessionId]), find) : find();
    found.then(
      (actor) => {
        done(null, actor ?? false);
      },
      (error: unknown) => {
        done(error);
      },
    );
  });
}

/** The claims; null for a token that lacks one or was issued in the future. */
function sessionClaims(payload: unknown): SessionClaims | null {
  const { sub, tenantId, sid, iat, exp } = payload as Readonly<Record<string, unknown>>;
  if (typeof sub !== 'string' || typeof tenantId !== 'string' || typeof sid !== 'string') return null;
  if (typeof iat !== 'number' || typeof exp !== 'number' || iat > Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS) return null;
  return { tenantId, userId: sub, sessionId: sid };
}
