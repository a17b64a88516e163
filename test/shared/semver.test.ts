import { nextMinor } from '#shared/semver';

describe('the next minor version', () => {
  it.each([
    [[], '1.0.0'],
    [['1.4.2'], '1.5.0'],
    [['1.10.0', '1.9.0'], '1.11.0'],
    [['1.0.0', '2.0.0-rc.1'], '1.1.0'],
    [['1.0.0', '1.1.0-rc.1'], '1.1.0'],
    [['2.0.0-rc.1'], '1.0.0'],
    [['1.2.0+build.7'], '1.3.0'],
  ])('after %j is %s: a pre-release is not released by the way', (tags, next) => {
    expect(nextMinor(tags)).toBe(next);
  });
});
