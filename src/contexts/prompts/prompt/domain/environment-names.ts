/** For a sentence: `environment 'staging'`, `environments 'staging', 'production'`. */
export function namesOf(environments: readonly string[]): string {
  if (environments.length === 0) return 'an environment';
  return `environment${environments.length > 1 ? 's' : ''} ${environments.map((each) => `'${each}'`).join(', ')}`;
}
