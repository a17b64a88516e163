import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Actor } from '#shared/actor';
import type { TokenSettings } from '../../../session/application/token-settings';
import { TOKEN_ALGORITHM, type TokenSigner } from '../../../session/application/token-signer.port';
import type { Principals } from '../../application/principals';
import type { PrincipalCache } from './principal-cache';
import { isServingRoute } from './serving-route';

const CLOCK_TOLERANCE_SECONDS = 5;
// Fixed: a token does not choose how it is verified.
const ALGORITHMS: (typeof TOKEN_ALGORITHM)[] = [TOKEN_ALGORITHM];

/** `Authorization: Bearer <JWT>` → the actor as the database has him now; the token itself grants no role. */
export function bearerStrategy(
  principals: Principals,
  cache: PrincipalCache<Actor>,
  tokens: TokenSigner,
  settings: TokenSettings,
): Strategy {
  const options = {
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    secretOrKeyProvider: (_request: Request, token: string, done: (error: null, secret: string) => void) => {
      done(null, tokens.secretOf(token));
    },
    algorithms: ALGORITHMS,
    jsonWebTokenOptions: { clockTolerance: CLOCK_TOLERANCE_SECONDS, maxAge: `${settings.lifetimeSeconds}s` },
    passReqToCallback: true as const,
  };
  return new Strategy(options, (request: Request, claims: unknown, done: (error: unknown, actor?: Actor | false) => void) => {
    const { sub, tenantId, exp } = claims as { sub?: unknown; tenantId?: unknown; exp?: unknown };
    if (typeof sub !== 'string' || typeof tenantId !== 'string' || typeof exp !== 'number') {
      done(null, false);
      return;
    }
    const find = (): Promise<Actor | null> => principals.ofUser(tenantId, sub);
    const found = isServingRoute(request) ? cache.get(JSON.stringify([tenantId, sub]), find) : find();
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
