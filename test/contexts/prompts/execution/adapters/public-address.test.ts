import { isPublicAddress, publicLookup, requirePublicHost } from '#contexts/prompts/execution/adapters/provider/public-address';

describe('an address that models may be called at', () => {
  it.each(['1.1.1.1', '172.32.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1'],
    ...['2002:7f00:1::', 'localhost', ''],
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['http://127.0.0.1/v1', 'http://2130706433/', 'http://0x7f.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/'])(
    'is not that of %s',
    (url) => {
      expect(() => {
        requirePublicHost(new URL(url), []);
      }).toThrow('private address');
    },
  );

  it('may be private where the configuration names the host', () => {
    expect(() => {
      requirePublicHost(new URL('http://127.0.0.1:8080/v1'), ['127.0.0.1']);
      requirePublicHost(new URL('http://[::1]/v1'), ['[::1]']);
    }).not.toThrow();
  });

  const found = (host: string, privateHosts: readonly string[]): Promise<unknown> =>
    new Promise((resolve) => {
      publicLookup(privateHosts)(host, { all: true }, (error, addresses) => {
        resolve(error ? error.message : addresses);
      });
    });

  it('is looked up, and refused when it is private', async () => {
    expect(await found('localhost', [])).toBe('the host localhost has a private address');
    expect(await found('localhost', ['localhost'])).toEqual(
      expect.arrayContaining([expect.objectContaining({ family: expect.any(Number) as number })]),
    );
    expect(await found('no-such-host.invalid', [])).toMatch(/ENOTFOUND|EAI_AGAIN/u);
  });
});
