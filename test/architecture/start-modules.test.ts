/**
 * Looks at which modules a start loads, so it loads modules of its own.
 * @jest-environment node
 */
import '#bootstrap/product';
import '#bootstrap/server';

const loadedOf = (packages: readonly string[]): string[] =>
  Object.keys(require.cache).filter((file) => packages.some((each) => file.includes(`/node_modules/${each}/`)));

describe('a start of the product', () => {
  it('loads neither the TypeScript compiler nor the generator of the routes', () => {
    expect(loadedOf(['typescript', '@tsoa/cli', 'handlebars'])).toEqual([]);
    expect(loadedOf(['@tsoa/runtime'])).not.toEqual([]);
  });

  it('loads no driver, client or page before something needs it', () => {
    const clients = ['kafkajs', 'libsql', 'mysql2', 'oauth4webapi', 'openid-client', 'ai', '@ai-sdk', 'undici'];
    expect(loadedOf([...clients, 'swagger-ui-express', 'temporal-polyfill'])).toEqual([]);
  });
});
