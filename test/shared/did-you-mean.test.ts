import { didYouMean } from '#shared/did-you-mean';

const KNOWN = ['actor', 'outcome', 'resource', 'project', 'from', 'to', 'q', 'limit', 'cursor', 'environmentName', 'promptText'];

describe('did you mean', () => {
  it.each([
    ['actorId', 'actor'],
    ['outcom', 'outcome'],
    ['Limit', 'limit'],
    ['form', 'from'],
    ['environment', 'environmentName'],
    ['text', 'promptText'],
    ['resourceId', 'resource'],
  ])('%s: %s', (given, meant) => {
    expect(didYouMean(given, KNOWN)).toBe(`; did you mean ${meant}?`);
  });

  it.each(['', 'x', 'username', 'zzz', '__proto__', 'limit'.repeat(1000)])('nothing is close to %s', (given) => {
    expect(didYouMean(given, KNOWN)).toBe('');
  });
});
