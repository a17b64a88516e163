import type { ListRules } from '#shared/list';
import { TextVersionRepository, type VersionTag } from '../../text/application/text-version-repository.port';
import type { TextVersionState } from '../../text/domain/text-version';

/** The properties of a version in lists. */
export type AssetVersionTag = VersionTag & Pick<TextVersionState, 'status' | 'createdAt'>;

/** `languageCode`: the exact code of the version or of one of its translations. */
export const ASSET_VERSION_LIST: ListRules<Pick<TextVersionState, 'id' | 'versionTag' | 'changeMessage' | 'createdAt' | 'updatedAt'>> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: '-createdAt',
  tie: 'id',
  search: ['versionTag', 'changeMessage'],
  filters: { status: ['draft', 'active', 'archived'], languageCode: [] },
};

/** The versions of assets. */
export abstract class AssetVersionRepository extends TextVersionRepository<AssetVersionTag> {}
