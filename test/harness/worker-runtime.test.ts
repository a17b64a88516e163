import { readFileSync } from 'node:fs';
import { sourcesOf } from '../architecture/source-tree';

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('the modules of a test file', () => {
  it('live in the realm of the process: an error of Node is an Error of the test', () => {
    expect(thrownBy(() => readFileSync('/none'))).toBeInstanceOf(Error);
  });

  it('are shared with other files: jest.mock is refused and names the way out', () => {
    expect(() => jest.doMock('#shared/page', () => ({}))).toThrow(/`@jest-environment node`/u);
  });

  it('are its own where it declares operations, which would stay for the files after it', () => {
    const declaring = sourcesOf('test').filter(({ text }) => /^Operation\(|^\s+@Operation\(/mu.test(text));
    expect(declaring.length).toBeGreaterThan(0);
    expect(
      declaring.filter(({ text }) => !text.startsWith('/**') || !text.includes('@jest-environment node')).map(({ path }) => path),
    ).toEqual([]);
  });
});
