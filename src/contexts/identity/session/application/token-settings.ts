/**
 * What tokens are signed with; bound as a constant. The first secret signs, all verify, so that one can be replaced while
 * tokens of the old one live.
 */
export class TokenSettings {
  constructor(
    readonly secrets: readonly string[],
    readonly lifetimeSeconds: number,
  ) {}
}
