import { readFileSync } from 'node:fs';

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
});
