import type { Version } from '../../prompt/domain/version';
import { render, type Rendered } from '../domain/render';
import { withDefaults } from '../domain/variable-contract';
import type { TextChoice } from './text-choice';

/** A version's text as it would be served, for people who look at a version. */
export class PreviewVersion {
  constructor(private readonly texts: TextChoice) {}

  async execute(version: Version, languageCode: string | null, variables: ReadonlyMap<string, unknown>): Promise<Rendered> {
    const { template } = await this.texts.choose(version, languageCode, '?regionCode');
    return render(template, withDefaults(version.state.variables, variables));
  }
}
