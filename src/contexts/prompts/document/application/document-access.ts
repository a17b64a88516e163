import type { Actor } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import { ASSET_TEXT } from '../../asset/domain/asset-text';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';
import type { DocumentResource } from '../domain/document-change';
import type { DocumentText, PromptDocument } from '../domain/prompt-document';

const READ: Readonly<Partial<Record<DocumentResource, string>>> = {
  version: PROMPT_TEXT.permissions.read,
  translation: PROMPT_TEXT.permissions.readTranslations,
  asset: 'asset:read',
  'asset-version': ASSET_TEXT.permissions.read,
  'asset-translation': ASSET_TEXT.permissions.readTranslations,
};

/** The permissions of a caller for the parts of a document in their project. */
export class DocumentAccess {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly actor: Actor,
    private readonly project: string,
  ) {}

  /**
   * Throws Forbidden unless the caller may read and write every kind of part in the document. Call it before any comparison, because the
   * result of a comparison reveals the content.
   */
  async requireParts({ versions, assets }: PromptDocument): Promise<void> {
    const wanted = new Set<string>();
    const ask = (permissions: typeof PROMPT_TEXT.permissions, texts: readonly DocumentText[]): void => {
      if (texts.length === 0) return;
      wanted.add(permissions.read).add(permissions.write);
      if (texts.some(({ translations }) => translations.length > 0))
        wanted.add(permissions.readTranslations).add(permissions.writeTranslations);
    };
    ask(PROMPT_TEXT.permissions, versions);
    if (assets.length > 0) wanted.add('asset:read').add('asset:write');
    ask(
      ASSET_TEXT.permissions,
      assets.flatMap((asset) => asset.versions),
    );
    for (const each of wanted) await this.catalog.project(this.actor, this.project, each);
  }

  /** The kinds of parts that the caller may read. */
  async readable(): Promise<ReadonlySet<DocumentResource>> {
    const found = new Set<DocumentResource>();
    for (const [resource, permission] of Object.entries(READ)) if (await this.#may(permission)) found.add(resource as DocumentResource);
    return found;
  }

  async #may(permission: string): Promise<boolean> {
    try {
      await this.catalog.project(this.actor, this.project, permission);
      return true;
    } catch (error) {
      if (error instanceof Forbidden) return false;
      throw error;
    }
  }
}
