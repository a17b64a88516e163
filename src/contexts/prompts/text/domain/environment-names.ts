const MAX_NAMED = 10;

/** For a sentence: `environment 'staging'`, `environments 'staging', 'production'`; the first ten, and how many more there are. */
export function namesOf(environments: readonly string[]): string {
  if (environments.length === 0) return 'an environment';
  const more = environments.length - MAX_NAMED;
  const named = environments
    .slice(0, MAX_NAMED)
    .map((each) => `'${each}'`)
    .join(', ');
  return `environment${environments.length > 1 ? 's' : ''} ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
