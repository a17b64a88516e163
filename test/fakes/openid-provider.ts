import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/**
 * A real OpenID provider as a process of its own: signs in whom `login_hint` names, without asking. Its argument is
 * `{ accounts: { id: claims }, clients }`; it prints its issuer when it listens.
 */
interface Setup {
  readonly accounts: Readonly<Record<string, { readonly sub: string }>>;
  readonly clients: readonly { readonly client_id: string }[];
}

const { accounts, clients } = JSON.parse(process.argv[2] ?? '') as Setup;

function providerAt(issuer: string): Provider {
  return new Provider(issuer, {
    clients: [...clients],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => {
      const claims = accounts[id];
      return claims && { accountId: id, claims: () => ({ ...claims }) };
    },
    loadExistingGrant: async ({ oidc: { client, session, provider } }) => {
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const provider = providerAt(issuer);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      void answer(request, response);
      return;
    }
    void provider.interactionDetails(request, response).then(({ params }) => {
      const refused = { error: 'access_denied', error_description: 'the person said no' };
      const accountId = String(params.login_hint);
      return provider.interactionFinished(request, response, accounts[accountId] ? { login: { accountId } } : refused);
    });
  });
  process.stdout.write(`${issuer}\n`);
});
