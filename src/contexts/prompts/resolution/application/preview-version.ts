import { referredTo } from '#shared/errors';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { VersionPreview, type VersionPreviewCommand } from '../../prompt/application/version-preview.port';
import type { Inlined } from '../domain/inlining';
import { isLanguageCode, requireLanguageCode } from '../../template/domain/language';
import { ReadingBudget } from '../domain/reading-budget';
import { requireLanguages } from '../domain/strict-language';
import type { PromptFragments } from './prompt-fragments';
import type { TextInliner } from './text-inliner';

/** Previews the text of a version or translation as it would be served. */
export class PreviewVersion extends VersionPreview {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly fragments: PromptFragments,
    private readonly inliner: TextInliner,
  ) {
    super();
  }

  async execute({ actor, project, prompt, version, translation, ...command }: VersionPreviewCommand): Promise<Inlined> {
    if (command.language !== null) requireLanguageCode('?regionCode', command.language);
    const own = translation && isLanguageCode(translation.languageCode) ? translation.languageCode : null;
    const language = command.language ?? own;
    const environment =
      command.environmentId === null
        ? null
        : await referredTo(this.catalog.environment(actor, version.state.projectId, command.environmentId));
    const budget = new ReadingBudget();
    const root = await this.fragments.one({ project, prompt, version, language, ...(translation ? { translation } : {}) }, budget);
    const scope = { actor, permission: 'version:read', environment: environment?.name ?? null, budget };
    const rules = { optionalIsEmpty: false, followPrompts: command.followPrompts };
    const inlined = await this.inliner.inline(scope, root, command.variables, rules);
    if (command.strict) requireLanguages(inlined);
    return inlined;
  }
}
