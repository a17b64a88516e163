import { credentialsFault } from '#platform/http/credentials-fault';

const KEY = `japm_0f3a9c1e_${'0'.repeat(48)}`;
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln';
const UNKNOWN = 'The credentials are not valid: they are unknown, expired or revoked';

describe('what is said to those who are not known', () => {
  it.each([
    [undefined, undefined, /^No credentials were sent/u],
    [`Bearer ${KEY}`, undefined, /^An API key goes into x-api-key/u],
    [KEY, undefined, /^An API key goes into x-api-key/u],
    [undefined, TOKEN, /^An access token goes into Authorization/u],
    [undefined, `Bearer ${TOKEN}`, /^An access token goes into Authorization/u],
    ['Basic YTpi', undefined, /^Authorization must be Bearer/u],
    [`Bearer ${TOKEN}`, undefined, new RegExp(`^${UNKNOWN}$`, 'u')],
    ['Bearer nonsense', undefined, new RegExp(`^${UNKNOWN}$`, 'u')],
    [undefined, KEY, new RegExp(`^${UNKNOWN}$`, 'u')],
    [undefined, 'nonsense', new RegExp(`^${UNKNOWN}$`, 'u')],
    [`Bearer ${TOKEN}`, KEY, new RegExp(`^${UNKNOWN}$`, 'u')],
  ])('%s, %s', (authorization, apiKey, message) => {
    expect(credentialsFault({ authorization, apiKey })).toMatch(message);
  });
});
