import { broken } from './conventions';
import { sourcesOf, type SourceFile } from './source-tree';

const file = (path: string, text = ''): SourceFile => ({ path, text });

describe('conventions of the code', () => {
  it('hold in the product', () => {
    const sources = ['src', 'migrations'].flatMap(sourcesOf);
    expect(sources.length).toBeGreaterThan(50);
    expect(broken(sources)).toEqual([]);
  });

  it('limit the length of a file', () => {
    expect(broken([file('src/shared/page.ts', '\n'.repeat(250))])).toEqual([]);
    expect(broken([file('src/shared/page.ts', '\n'.repeat(251))])).toEqual(['src/shared/page.ts: 251 lines, more than 250']);
  });

  it.each(['src/shared/utils.ts', 'src/platform/http/string-helper.ts', 'src/common/page.ts', 'src/contexts/shop/order-manager.ts'])(
    'refuse the name %s',
    (path) => {
      expect(broken([file(path)])).toHaveLength(1);
    },
  );

  it('refuse interfaces with an I prefix', () => {
    expect(broken([file('src/shared/page.ts', 'export interface IPage {}')])).toEqual([
      'src/shared/page.ts: interface IPage has an I prefix',
    ]);
    expect(broken([file('src/shared/page.ts', 'export interface Id {}\nexport interface Import {}')])).toEqual([]);
  });

  it('refuse transactions that begin elsewhere', () => {
    expect(broken([file('src/shared/page.ts', 'await runner.startTransaction();')])).toHaveLength(1);
    expect(broken([file('src/shared/page.ts', 'await source.transaction(work);')])).toHaveLength(1);
  });

  it.each([
    ['a port outside of application', 'src/contexts/shop/order/domain/clock.port.ts', ''],
    ['a port that is not abstract', 'src/contexts/shop/order/application/clock.port.ts', 'export class Clock {}'],
    ['a table outside of persistence', 'src/contexts/shop/order/domain/order.table.ts', ''],
    ['a controller outside of http', 'src/contexts/shop/order/application/orders.controller.ts', ''],
    ['a DTO outside of http', 'src/contexts/shop/order/domain/orders.dto.ts', ''],
  ])('refuse %s', (_what, path, text) => {
    expect(broken([file(path, text)])).toHaveLength(1);
  });

  it.each([
    ['controller', 'orders.controller.ts', 'export class OrdersController {}'],
    ['DTO', 'orders.dto.ts', 'export interface OrderDto {}'],
  ])('refuse a second %s of the same name', (_what, name, text) => {
    const twice = ['shop', 'people'].map((context) => file(`src/contexts/${context}/order/adapters/http/${name}`, text));
    expect(broken(twice)).toHaveLength(1);
    expect(broken(twice.slice(1))).toEqual([]);
  });
});
