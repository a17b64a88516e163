const MAX_NAMED = 10;

/**
 * The names for a sentence, `environment 'staging'` or `environments 'staging', 'production'`: the first ten, and the number of the others.
 */
export function namesOf(environments: readonly string[]): string {
  if (environments.length === 0) return 'an environment';
  const more = environments.length - MAX_NAMED;
  const named = environments
    .slice(0, MAX_NAMED)
    .map((each) => `'${each}'`)
    .join(', ');
  return `environment${environments.length > 1 ? 's' : ''} ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
