/**
 * Looks at which modules a start loads, so it loads modules of its own.
 * @jest-environment node
 */
import '#bootstrap/product';
import '#bootstrap/server';

describe('a start of the product', () => {
  it('loads neither the TypeScript compiler nor the generator of the routes', () => {
    const loaded = Object.keys(require.cache).filter((file) => /\/node_modules\/(?:typescript|@tsoa\/cli|handlebars)\//u.test(file));
    expect(loaded).toEqual([]);
    expect(Object.keys(require.cache).some((file) => file.includes('/node_modules/@tsoa/runtime/'))).toBe(true);
  });
});
